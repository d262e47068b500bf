#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace ergodic::statistics {

/// Mean, sum of squared deviations and extremes of a run of real numbers; its count is kept elsewhere.
/// A NaN or infinite value makes mean and deviations NaN; the extremes skip NaN.
struct RealMoments {
  static constexpr std::size_t word_count = 4;  ///< mean, deviations, minimum, maximum: the doubles' bits

  double mean = 0;
  double deviations = 0;  ///< Σ (x − mean)²
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();

  static RealMoments from_words(std::span<const std::int64_t, word_count> words);
  void to_words(std::span<std::int64_t, word_count> words) const;
};

/// The moments of `values`, whose magnitudes stay below 10^150, in one fixed order: equal values give equal bits on
/// every machine, whatever its vector width. Two passes with the correction of T. F. Chan, G. H. Golub & R. J. LeVeque,
/// "Algorithms for computing the sample variance", The American Statistician 37 (1983) 242–247, (1.7), about the first
/// value, so that a constant has exactly its value as mean and 0 as deviations.
RealMoments moments_of(std::span<const double> values);

/// The moments of a run of `count` values followed by one of `next_count`.
/// Source: Chan, Golub & LeVeque, "Updating formulae and a pairwise algorithm", STAN-CS-79-773 (1979), (2.1).
RealMoments folded(const RealMoments& moments, std::int64_t count, const RealMoments& next, std::int64_t next_count);

}  // namespace ergodic::statistics
