#include "workloads/paths/diffusions/square_root_law.hpp"

#include "workloads/paths/diffusions/decay.hpp"

#include <cmath>
#include <numbers>

namespace ergodic::workloads::paths {

double SquareRootLaw::mean() const {
  const double x = mean_reversion * time;
  return start * std::exp(-x) + level * gone(x);
}

double SquareRootLaw::standard_deviation() const {
  const double x = mean_reversion * time, left = lasting(mean_reversion, time);
  return volatility * std::sqrt(left) * std::sqrt(start * std::exp(-x) + level * gone(x) / 2);
}

double SquareRootLaw::mean_integral() const {
  return start * lasting(mean_reversion, time) + level * lagging(mean_reversion, time);
}

double SquareRootLaw::bond() const {
  const double h = std::hypot(mean_reversion, std::numbers::sqrt2 * volatility);
  if (h == 0) return std::exp(-start * time);
  // With e^(h·time), which may overflow, divided out, and h² − mean_reversion² = 2 volatility² put in its place.
  const double left = lasting(h, time), slow = mean_reversion + h;
  const double z = -volatility / slow * volatility * left;
  const double log_over_z = z == 0 ? 1 : std::log1p(z) / z;
  const double log_a = -2 * mean_reversion / slow * level * (time - left * log_over_z);
  return std::exp(log_a - start * left / (1 + z));
}

}  // namespace ergodic::workloads::paths
