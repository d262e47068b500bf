#include "statistics/interval.hpp"

#include "core/contracts.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace ergodic::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The two-sided critical value: P(|X| ≤ it) = confidence.
template <class Distribution>
double critical_value(const Distribution& distribution, double confidence) {
  ERGODIC_EXPECT(confidence > 0 && confidence < 1);
  return boost::math::quantile(boost::math::complement(distribution, (1 - confidence) / 2));
}

/// P(K > x) of Kolmogorov's distribution, by the one of its two series that converges at once.
/// Source: W. Feller, Annals of Mathematical Statistics 19 (1948) 177–189, (1.4) and (1.5).
double kolmogorov_survival(double x) {
  if (x <= 0) return 1;
  double sum = 0;
  if (x < 1.18) {
    for (int k = 1; k <= 5; ++k) {
      const double odd = (2 * k - 1) * std::numbers::pi / x;
      sum += std::exp(-odd * odd / 8);
    }
    return 1 - std::sqrt(2 * std::numbers::pi) / x * sum;
  }
  for (int k = 1; k <= 5; ++k)
    sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2 * k * k * x * x);
  return sum;
}

}  // namespace

Interval wilson(std::int64_t successes, std::int64_t trials, double confidence) {
  ERGODIC_EXPECT(0 <= successes && successes <= trials);
  if (trials == 0) return {0, 1};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double z = critical_value(boost::math::normal(), confidence);
  const double shrink = 1 + z * z / n;
  const double centre = (share + z * z / (2 * n)) / shrink;
  const double half_width = z / shrink * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  // Exactly 0 and 1 at the ends: rounding would leave a trace there.
  return {successes == 0 ? 0 : std::max(0.0, centre - half_width),
          successes == trials ? 1 : std::min(1.0, centre + half_width)};
}

Interval student(double mean, double standard_deviation, std::int64_t n, double confidence) {
  if (n < 2) return {-infinity, infinity};
  const double t = critical_value(boost::math::students_t(static_cast<double>(n - 1)), confidence);
  const double half_width = t * standard_deviation / std::sqrt(static_cast<double>(n));
  return {mean - half_width, mean + half_width};
}

Interval normal(double value, double standard_error, double confidence) {
  const double half_width = critical_value(boost::math::normal(), confidence) * standard_error;
  return {value - half_width, value + half_width};
}

ChiSquare chi_square(std::span<const std::int64_t> counts, std::span<const double> probabilities) {
  ERGODIC_EXPECT(counts.size() == probabilities.size());
  const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
  ChiSquare test{0, -1, 1};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = total * probabilities[i];
    const double excess = static_cast<double>(counts[i]) - expected;
    if (probabilities[i] > 0) test.degrees += 1;
    if (excess != 0) test.statistic += excess * excess / expected;  // infinite where nothing was to be expected
  }
  test.degrees = std::max(test.degrees, 0.0);
  if (std::isinf(test.statistic)) {
    test.p_value = 0;
  } else if (test.degrees > 0) {
    test.p_value = boost::math::cdf(boost::math::complement(boost::math::chi_squared(test.degrees), test.statistic));
  }
  return test;
}

KolmogorovSmirnov kolmogorov_smirnov(std::span<const double> cdf_of_sorted_sample) {
  const auto n = static_cast<double>(cdf_of_sorted_sample.size());
  if (n == 0) return {0, 1};
  double distance = 0;
  for (std::size_t i = 0; i < cdf_of_sorted_sample.size(); ++i) {
    const double below = cdf_of_sorted_sample[i] - static_cast<double>(i) / n;
    const double above = static_cast<double>(i + 1) / n - cdf_of_sorted_sample[i];
    distance = std::max({distance, below, above});
  }
  const double root = std::sqrt(n);
  return {distance, kolmogorov_survival((root + 0.12 + 0.11 / root) * distance)};
}

}  // namespace ergodic::statistics
