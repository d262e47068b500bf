#pragma once

#include <ergodic/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::paths {

/// Discrete laws, a row each, on a few of many numbers, drawn from in a time that does not depend on how many: the rows
/// of a sparse transition matrix. A row of n numbers is n cells of one width; a uniform number falls into one, and
/// there below its threshold, which gives the cell's own number, or above, which gives another. Sources: Walker, "An
/// efficient method for generating discrete random variables with general distributions", ACM Trans. Math. Softw. 3(3),
/// 1977; Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE Trans. Softw. Eng.
/// 17(9), 1991. Probabilities are right to a few units of 2^−53, by operations with one outcome everywhere. A draw
/// takes one word; where that alone does not decide, which happens with a probability of at most 2n·2^−32, it takes
/// another for the next 32 bits. (ergodic::AliasTable is of one law, and takes two words or more.)
class AliasRows {
 public:
  /// Appends a row: of the numbers the probabilities, not negative, that add up to 1 within rounding.
  void add_row(std::span<const std::uint32_t> numbers, std::span<const double> probabilities);

  std::uint32_t draw(std::uint32_t row, Stream& stream) const {
    const std::uint32_t begin = begin_[row], count = begin_[row + 1] - begin;
    const std::uint32_t word = stream.word();
    const std::uint64_t place = std::uint64_t{word} * count;
    const Cell cell = cells_[begin + static_cast<std::uint32_t>(place >> 32)];
    // All numbers that begin with the word: from this part of the cell until `count` further.
    const auto part = static_cast<std::uint32_t>(place);
    if (part > ~count + 1 || cell.high - part < count) [[unlikely]]
      return draw_finely(begin, count, word, stream);
    return part < cell.high ? cell.own : cell.other;
  }

  /// Whether the row's only number is the row's own.
  bool is_absorbing(std::uint32_t row) const {
    return begin_[row + 1] - begin_[row] == 1 && cells_[begin_[row]].own == row;
  }

 private:
  struct Cell {
    std::uint32_t high, low;   ///< the threshold, in 2^−64 of the cell
    std::uint32_t own, other;  ///< the number below it, and above
  };

  std::uint32_t draw_finely(std::uint32_t begin, std::uint32_t count, std::uint32_t word, Stream& stream) const;

  std::vector<std::uint32_t> begin_ = {0};  ///< of each row's cells
  std::vector<Cell> cells_;
};

}  // namespace ergodic::workloads::paths
