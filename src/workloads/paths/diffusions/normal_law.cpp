#include "workloads/paths/diffusions/normal_law.hpp"

#include <cmath>
#include <numbers>

namespace ergodic::workloads::paths {

bool is_known(double z, double terms) {
  constexpr double certain = 39;  // deviations: Φ(−39) is no number any more
  constexpr auto rounding = static_cast<double>(std::numeric_limits<long double>::epsilon());
  return std::abs(z) > certain ? terms * rounding < 1 : (1 + std::abs(z)) * terms * rounding < precise;
}

double normal_density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); }

double normal_cdf(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

// Source: Abramowitz & Stegun, 26.2.12.
double mills_ratio(double x) {
  constexpr double large = 30;  // where erfc goes under and the first term left out is below 1e-11 of the whole
  if (x < large) return normal_cdf(-x) * std::sqrt(2 * std::numbers::pi) * std::exp(x * x / 2);
  const double a = 1 / (x * x);
  return (1 - a * (1 - a * (3 - a * (15 - 105 * a)))) / x;
}

long double log_ratio(double a, double b) {
  const long double apart = static_cast<long double>(a) - b;
  return std::abs(apart) < b / 2 ? std::log1p(apart / b) : std::log(static_cast<long double>(a) / b);
}

}  // namespace ergodic::workloads::paths
