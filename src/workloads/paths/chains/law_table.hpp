#pragma once

#include <ergodic/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::paths {

/// Discrete laws on 0, 1, …, n − 1, a row each, drawn from by inversion: the rows of a transition matrix.
/// Probabilities are whole multiples of 2^−64. A draw takes one word; where that alone does not decide, which happens
/// with a probability of at most n·2^−32, it takes another for the next 32 bits.
class LawTable {
 public:
  /// Rows of n probabilities each, not negative, that add up to 1 within rounding.
  LawTable(const std::vector<double>& probabilities, std::size_t n);

  std::uint32_t draw(std::uint32_t row, Stream& stream) const {
    const std::uint32_t word = stream.word();
    const std::uint32_t* high = &high_[row * width_];
    std::uint32_t below = 0;
    bool undecided = false;
    if (width_ <= widest_scan) [[likely]] {
      for (std::size_t j = 0; j < width_; ++j) {
        below += high[j] < word ? 1u : 0u;
        undecided |= high[j] == word;
      }
      if (!undecided) [[likely]]
        return below;
    }
    return search(row, word, stream);
  }

  /// Of a row's thresholds, for those who compare words with them by themselves: an equal one does not decide.
  std::span<const std::uint32_t> upper_halves(std::uint32_t row) const {
    return std::span(high_).subspan(row * width_, width_);
  }

 private:
  static constexpr std::size_t widest_scan = 16;  // a search of more is by bisection

  std::uint32_t search(std::uint32_t row, std::uint32_t word, Stream& stream) const;

  std::size_t width_;                     ///< thresholds of a row
  std::vector<std::uint32_t> high_;       ///< the upper halves of the thresholds
  std::vector<std::uint64_t> threshold_;  ///< row by row: U below threshold j, and not below j − 1, gives j
  std::vector<std::uint32_t> last_;       ///< of each row, the largest number of positive probability
};

}  // namespace ergodic::workloads::paths
