#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ergodic::statistics {

/// Means, sums of squared deviations and of their products of a run of pairs (x, y) of real numbers; their count is
/// kept elsewhere. A NaN or infinite value makes what it enters NaN.
struct JointMoments {
  static constexpr std::size_t word_count = 5;  ///< the members in their order: the doubles' bits

  double mean_x = 0;
  double mean_y = 0;
  double deviations_x = 0;  ///< Σ (x − mean_x)²
  double deviations_y = 0;  ///< Σ (y − mean_y)²
  double products = 0;      ///< Σ (x − mean_x)(y − mean_y)

  static JointMoments from_words(std::span<const std::int64_t, word_count> words);
  void to_words(std::span<std::int64_t, word_count> words) const;

  /// The same of the pairs (y, x).
  JointMoments transposed() const { return {mean_y, mean_x, deviations_y, deviations_x, products}; }
};

/// The moments of the pairs (x_i, y_i), of magnitudes below 10^150, in one fixed order: equal values give equal bits on
/// every machine, whatever its vector width. Two passes with the correction of moments_of() (see real_moments.hpp).
JointMoments joint_moments_of(std::span<const double> x, std::span<const double> y);

/// The moments of a run of `count` pairs followed by one of `next_count`. Source: P. Pébay, "Formulas for robust,
/// one-pass parallel computation of covariances and arbitrary-order statistical moments", SAND2008-6212 (2008), (3.4).
JointMoments folded(const JointMoments& moments, std::int64_t count, const JointMoments& next, std::int64_t next_count);

/// With divisor count − 1; NaN when count < 2.
double covariance(const JointMoments& moments, std::int64_t count);
/// NaN where one of the two does not vary.
double correlation(const JointMoments& moments);

}  // namespace ergodic::statistics
