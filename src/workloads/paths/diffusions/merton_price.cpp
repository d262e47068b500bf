#include "workloads/paths/diffusions/merton_price.hpp"

#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::paths {

double MertonPrice::mean() const { return start * std::exp(growth * time); }

double MertonPrice::standard_deviation() const {
  // E (e^jump − 1)² = Var e^jump + (E e^jump − 1)²
  const double log_mean = jump_mean + jump_sd * jump_sd / 2, excess = std::expm1(log_mean);
  const double of_jump = std::exp(log_mean) * lognormal_spread(jump_sd);
  const double jumps = std::sqrt(jump_rate) * std::hypot(of_jump, excess);
  return mean() * lognormal_spread(std::hypot(volatility, jumps) * std::sqrt(time));
}

double MertonPrice::mean_log() const {
  // growth − volatility²/2 − jump_rate (E e^jump − 1 − jump_mean)
  const double half = jump_sd * jump_sd / 2;
  return (growth - volatility * volatility / 2 - jump_rate * (half + beyond_linear(jump_mean + half))) * time;
}

double MertonPrice::variance_of_log() const {
  return (volatility * volatility + jump_rate * (jump_mean * jump_mean + jump_sd * jump_sd)) * time;
}

std::pair<double, double> MertonPrice::jumps_that_count() const {
  const double expected = jump_rate * time;
  const double of_mean = expected * std::exp(jump_mean + jump_sd * jump_sd / 2);
  const double low = std::min(expected, of_mean), high = std::max(expected, of_mean);
  constexpr double far_out = 40, few = 400;  // of the Poisson laws, whose tails go under there
  return {std::max(0.0, std::floor(low - far_out * std::sqrt(low))), std::ceil(high + far_out * std::sqrt(high) + few)};
}

Options MertonPrice::options_at(double strike) const {
  const long double log_mean = jump_mean + static_cast<long double>(jump_sd) * jump_sd / 2;
  const long double without = growth - jump_rate * std::expm1(log_mean);
  const double expected = jump_rate * time;
  if (!(expected > 0)) return LognormalPrice{start, growth, volatility, time}.options_at(strike);
  const boost::math::poisson law(expected);
  const auto [fewest, most] = jumps_that_count();
  Options sum{};
  for (double jumps = fewest; jumps <= most; ++jumps) {
    const double weight = boost::math::pdf(law, jumps);
    if (weight == 0) continue;
    const double own_volatility = std::hypot(volatility, jump_sd * std::sqrt(jumps / time));
    const Options own =
        LognormalPrice{start, without + jumps * log_mean / time, own_volatility, time}.options_at(strike);
    sum.call += weight * own.call;
    sum.put += weight * own.put;
  }
  return sum;
}

}  // namespace ergodic::workloads::paths
