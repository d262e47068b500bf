#pragma once

#include "statistics/sums/int128.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace ergodic::statistics {

/// The exact sums of a run of whole numbers, and its extremes. Merging is exact, so order and cuts do not matter.
///
/// Every std::int64_t may be summed: of n < 2^63 values, |sum| < 2^126. The sum of squares is exact below 2^127 (any
/// 32-bit values; 10^12 values of magnitude 10^13); beyond, it is `overflowed` for good, and what needs it is NaN.
struct IntegerSums {
  static constexpr std::size_t word_count = 6;  ///< sum (low, high), squares (low, high), minimum, maximum
  static constexpr Int128 overflowed = -1;

  Int128 sum = 0;
  Int128 squares = 0;
  std::int64_t minimum = std::numeric_limits<std::int64_t>::max();  ///< of nothing: the largest
  std::int64_t maximum = std::numeric_limits<std::int64_t>::min();  ///< of nothing: the smallest

  static IntegerSums from_words(std::span<const std::int64_t, word_count> words);
  void to_words(std::span<std::int64_t, word_count> words) const;

  void fold(const IntegerSums& next);

  friend bool operator==(const IntegerSums&, const IntegerSums&) = default;
};

/// The sums of `values`. T: std::uint8_t, std::int16_t, std::int32_t, std::int64_t.
template <class T>
IntegerSums sums_of(std::span<const T> values);

/// Σ x_i y_i of two columns of equal length, modulo 2^128: exact while neither sum of squares has overflowed, since
/// then |Σxy| ≤ √(Σx² Σy²) < 2^127 (Cauchy–Schwarz).
template <class X, class Y>
Int128 cross_sum(std::span<const X> x, std::span<const Y> y) {
  UnsignedInt128 sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    sum += static_cast<UnsignedInt128>(Int128{x[i]} * y[i]);
  return static_cast<Int128>(sum);
}

/// The mean of n values, NaN when n = 0. Within two units in the last place for |sum / n| < 2^53.
double mean(const IntegerSums& sums, std::int64_t n);

/// The variance with divisor n − 1, NaN when n < 2 or the squares overflowed. Its numerator n Σx² − (Σx)² is computed
/// exactly, so nothing cancels: a constant's variance is 0, and a large offset costs no digit.
double variance(const IntegerSums& sums, std::int64_t n);

/// The standard error of R = Σx / Σy over n independent pairs by the delta method,
///   se² = (s_x² − 2 R s_xy + R² s_y²) / (n ȳ²),
/// in the stored units; NaN when n < 2, Σy = 0 or a sum overflowed. Source: W. G. Cochran, Sampling Techniques (3rd
/// ed., 1977), (6.13). The residuals x_i − R y_i sum to zero, so that
///   se² = (Y² Σx² − 2 X Y Σxy + X² Σy²) n / ((n − 1) Y⁴),  X = Σx, Y = Σy,
/// whose bracket is computed exactly.
double ratio_standard_error(const IntegerSums& x, const IntegerSums& y, Int128 cross, std::int64_t n);

}  // namespace ergodic::statistics
