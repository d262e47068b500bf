#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace ergodic::tables {

/// Which line each row begins in: kept where it is not the one behind that of the row before.
class LinesOfRows {
 public:
  void note(std::size_t row, std::uint64_t line) {
    if (line - row == difference_) return;
    difference_ = line - row;
    jumps_.emplace_back(row, line);
  }

  std::uint64_t operator[](std::size_t row) const {
    const auto behind = std::upper_bound(jumps_.begin(), jumps_.end(), row,
                                         [](std::size_t one, const auto& jump) { return one < jump.first; });
    const auto& [first, line] = *std::prev(behind);
    return line + (row - first);
  }

 private:
  std::uint64_t difference_ = 0;  ///< a row 0 is at least in line 2
  std::vector<std::pair<std::size_t, std::uint64_t>> jumps_;
};

}  // namespace ergodic::tables
