#pragma once

#include <cstdint>
#include <span>

namespace ergodic::statistics {

/// Whether Student's interval of a mean may be taken at its word is a matter of skewness: where rare values make the
/// variance, a sample without enough of them has a mean that is too low and, at once, an interval that is too short.

/// The skewness g = m₃ / m₂^(3/2) of a sample, its moments about the mean with divisor n, from values that are read
/// once.
class SkewnessSum {
 public:
  /// What is known of the n values already: mean and standard deviation (divisor n − 1).
  SkewnessSum(double mean, double standard_deviation, std::int64_t n);

  /// Adds to the sum in this order, so that equal calls give equal bits. Leaves NaN out.
  void add(std::span<const double> values);
  /// NaN where it is not defined: no two values differ, or one is not finite.
  double skewness() const;

 private:
  double mean_;
  double deviation_;  ///< divisor n
  double n_;
  double cubes_ = 0;  ///< of the values' distances from the mean, in deviations
};

/// The largest magnitude that the skewness of n values with these moments and extremes can have: M − 1/M, M being the
/// farthest of them from the mean, in standard deviations with divisor n. (The mean of (M − x)(x + 1/M)² over the
/// standardised values x is not negative.) Two values reach it: a matter of yes and no. NaN where it is not defined.
double greatest_skewness(double mean, double standard_deviation, double minimum, double maximum, std::int64_t n);

/// How many values it takes that a 95 % interval misses the mean at most 6 % of the time: n > 25 g².
/// Source: W. G. Cochran, Sampling Techniques (3rd ed., 1977), 2.15.
double sessions_for_skewness(double skewness);

}  // namespace ergodic::statistics
