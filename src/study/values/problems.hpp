#pragma once

#include "study/values/position.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ergodic::study {

/// What is wrong with a study: gathered, so that a user sees all of it at once.
class Problems {
 public:
  static constexpr std::size_t most_shown = 20;

  /// `message` is a sentence without its place.
  void add(const Position& place, const std::string& message);

  /// Adds those of another.
  void take(Problems other);

  bool empty() const { return count_ == 0; }

  /// Notes that what is wrong has to do with the key at this path: that it is not set would be no news.
  void concerns(const std::string& path) { concerned_.insert(path); }
  bool is_concerned(const std::string& path) const { return concerned_.count(path) > 0; }

  /// Throws StudyError when there are problems: one a line, file by file in its order, then what the command line says;
  /// the first 20, and how many more there are.
  void throw_if_any();

 private:
  struct Problem {
    Position place;
    std::string message;
    std::size_t file;  ///< of those with problems, in the order in which they come up
  };

  void keep_first();

  std::vector<Problem> problems_;
  std::size_t count_ = 0;
  std::unordered_map<std::string, std::size_t> files_;
  std::set<std::string> concerned_;
};

}  // namespace ergodic::study
