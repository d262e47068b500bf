#pragma once

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic {

/// Draws 0, 1, …, n − 1 with given probabilities, in constant time. Source: Walker (1977), Vose, "A linear algorithm
/// for generating random numbers with a given distribution", IEEE Trans. Softw. Eng. 17(9), 1991.
///
/// The n columns of the table are equally likely; a column holds a number and, above its threshold, another one.
/// Thresholds are multiples of 2^−32, so that probabilities are whole multiples of 2^−32/n, and known exactly.
class AliasTable {
 public:
  /// Weights: proportional to the probabilities, finite, not negative, not all zero. Throws Error when they are not so.
  explicit AliasTable(std::span<const double> weights);

  std::uint32_t size() const { return static_cast<std::uint32_t>(columns_.size()); }

  /// Takes a uniform_integer for the column, then a word for the threshold.
  std::uint32_t draw(Stream& stream) const {
    const std::uint32_t i = uniform_integer(stream, size());
    const Column column = columns_[i];
    return stream.word() < column.threshold ? i : column.other;
  }

  /// How often i is drawn, in units of 2^−32/n: whole numbers that add up to n·2^32.
  std::uint64_t share(std::uint32_t i) const { return shares_[i]; }
  /// The probability with which i is really drawn: within 2^−32/n, and the rounding of a sum of n doubles, of the one
  /// asked for; 0 where that is 0.
  double probability(std::uint32_t i) const { return static_cast<double>(shares_[i]) * 0x1p-32 / size(); }

 private:
  struct Column {
    std::uint32_t threshold;  ///< words below it give the column's own number
    std::uint32_t other;
  };

  std::vector<Column> columns_;
  std::vector<std::uint64_t> shares_;
};

}  // namespace ergodic
