#include "statistics/skewness.hpp"

#include "statistics/undefined.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::statistics {
namespace {

/// With divisor n, from the one with n − 1.
double population_deviation(double standard_deviation, std::int64_t n) {
  const auto count = static_cast<double>(n);
  return standard_deviation * std::sqrt((count - 1) / count);
}

}  // namespace

SkewnessSum::SkewnessSum(double mean, double standard_deviation, std::int64_t n)
    : mean_(mean), deviation_(population_deviation(standard_deviation, n)), n_(static_cast<double>(n)) {}

void SkewnessSum::add(std::span<const double> values) {
  for (const double value : values) {
    if (std::isnan(value)) continue;
    const double distance = (value - mean_) / deviation_;
    cubes_ += distance * distance * distance;
  }
}

double SkewnessSum::skewness() const { return deviation_ > 0 && std::isfinite(cubes_) ? cubes_ / n_ : undefined; }

double greatest_skewness(double mean, double standard_deviation, double minimum, double maximum, std::int64_t n) {
  const double deviation = population_deviation(standard_deviation, n);
  if (!(deviation > 0) || !std::isfinite(deviation)) return undefined;
  const double farthest = std::max(maximum - mean, mean - minimum) / deviation;
  return std::isfinite(farthest) ? std::max(farthest - 1 / farthest, 0.0) : undefined;
}

double sessions_for_skewness(double skewness) { return 25 * skewness * skewness; }

}  // namespace ergodic::statistics
