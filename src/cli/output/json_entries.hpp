#pragma once

#include "cli/output/json.hpp"

#include <functional>
#include <string>

namespace ergodic::cli {

/// An object whose last member is an array, written entry by entry: as Json::dump(2) would, in the memory of one entry.
class JsonEntries {
 public:
  using Write = std::function<void(const std::string&)>;

  /// Calls write(text) with the object up to its array, `key`.
  JsonEntries(Json object, const std::string& key, Write write);
  void add(const Json& entry);
  /// Writes the end, with a line feed.
  void end();

 private:
  Write write_;
  bool is_empty_ = true;
};

}  // namespace ergodic::cli
