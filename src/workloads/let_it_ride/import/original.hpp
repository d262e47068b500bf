#pragma once

#include "study/values/node.hpp"

#include <ergodic/parameters.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride::import {

/// A configuration file of the Python simulator: read as it would have read it, and complete with its defaults.
class Original {
 public:
  /// Throws StudyError with all that the simulator would have refused: unknown keys, at any level, wrong types, values
  /// out of range.
  static Original read(std::string_view text, const std::string& origin);

  const Parameters& keys() const { return keys_; }

  /// Whether the file itself gives the key, or a key of the section.
  bool gives(std::string_view path) const;
  /// The value, as a study writes it.
  std::string value(std::string_view path) const;
  /// "path: value" of each key that the file gives, as it gives it: the one at `path`, or all in that section.
  std::vector<std::string> lines(std::string_view path) const;

 private:
  using Given = std::vector<std::pair<std::string, std::string>>;
  Original(study::NodePointer root, Given given);

  study::NodePointer root_;
  Parameters keys_;
  Given given_;  ///< path and value, in the file's order
};

/// "500", "2.50": an amount as a study writes it.
std::string amount_text(Cents amount);

}  // namespace ergodic::workloads::let_it_ride::import
