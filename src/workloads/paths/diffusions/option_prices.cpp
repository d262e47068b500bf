#include "workloads/paths/diffusions/option_prices.hpp"

#include <boost/math/distributions/poisson.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace ergodic::workloads::paths {

double normal_cdf(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

namespace {

double d2(const LognormalPrice& price, double level) {
  return (std::log(price.start / level) + price.log_drift * price.time) / (price.volatility * std::sqrt(price.time));
}

constexpr double far_out = 12;  // standard deviations, beyond which a normal law has 4e-33

/// ∫ f from low to high, to nearly the last digit.
template <class Function>
double integral(const Function& f, double low, double high) {
  return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, low, high, 15, 1e-13);
}

/// Φ(−x)/φ(x), x ≥ 0. Source: Abramowitz & Stegun, 26.2.12.
double mills_ratio(double x) {
  constexpr double large = 30;  // where erfc goes under and the first term left out is below 1e-11 of the whole
  if (x < large) return normal_cdf(-x) * std::sqrt(2 * std::numbers::pi) * std::exp(x * x / 2);
  const double a = 1 / (x * x);
  return (1 - a * (1 - a * (3 - a * (15 - 105 * a)))) / x;
}

}  // namespace

double LognormalPrice::mean() const { return start * std::exp((log_drift + volatility * volatility / 2) * time); }

double LognormalPrice::variance() const { return mean() * mean() * std::expm1(volatility * volatility * time); }

double LognormalPrice::call(double strike) const {
  const double at_end = d2(*this, strike);
  return mean() * normal_cdf(at_end + volatility * std::sqrt(time)) - strike * normal_cdf(at_end);
}

double LognormalPrice::probability_above(double level) const { return normal_cdf(d2(*this, level)); }

std::function<double(double)> lognormal_distribution(const LognormalPrice& price) {
  return [price](double x) { return x > 0 ? normal_cdf(-d2(price, x)) : 0; };
}

std::function<double(double)> normal_distribution(const ExactMoments& moments) {
  return [moments](double x) { return normal_cdf((x - moments.mean) / *moments.standard_deviation); };
}

double LognormalPrice::up_and_out_call(double strike, double barrier) const {
  if (strike >= barrier) return 0;
  // Over x = log S(T)/start below b = log barrier/start, where it was below all the time with probability
  // 1 − exp(−2 b (b − x)/variance). In closed form, differences of next to equal numbers are weighed by any power of e.
  const double b = std::log(barrier / start), variance = volatility * volatility * time, sd = std::sqrt(variance);
  const double mean = log_drift * time;
  const auto payoff = [&](double x) {
    const double z = (x - mean) / sd;
    return (start * std::exp(x) - strike) * std::exp(-z * z / 2) * -std::expm1(-2 * b * (b - x) / variance);
  };
  const double low = std::max(std::log(strike / start), std::min(mean, b) - far_out * sd);
  const double high = std::min(b, mean + variance + far_out * sd);
  return low < high ? integral(payoff, low, high) / (sd * std::sqrt(2 * std::numbers::pi)) : 0;
}

double LognormalPrice::geometric_asian_call(double strike, std::int64_t dates) const {
  // log G is normal: its mean time is T (n + 1)/2n, and Σ Σ min(i, j)/n² = (n + 1)(2n + 1)/6n² the share of T.
  const auto n = static_cast<double>(dates);
  LognormalPrice mean_price = *this;
  mean_price.log_drift = log_drift * (n + 1) / (2 * n);
  mean_price.volatility = volatility * std::sqrt((n + 1) * (2 * n + 1) / (6 * n * n));
  return mean_price.call(strike);
}

double hitting_probability(double distance, double drift, double volatility, double time) {
  const double sd = volatility * std::sqrt(time);
  const double short_by = (distance - drift * time) / sd, turned = (distance + drift * time) / sd;
  // e^(2 drift distance/volatility²) = φ(short_by)/φ(turned)
  const double by_reflection =
      turned < 0 ? std::exp(2 * drift * distance / (volatility * volatility)) * normal_cdf(-turned)
                 : std::exp(-short_by * short_by / 2) / std::sqrt(2 * std::numbers::pi) * mills_ratio(turned);
  return std::min(1.0, normal_cdf(-short_by) + by_reflection);
}

MeanAndSpread excess_of_bridge(double apart, double variance) {
  const double z = apart / std::sqrt(2 * variance);
  // ∫ P(excess > x) dx = e^z² √(πv/8) erfc z, and E excess² = v/2 − apart·mean; far out, where e^z² would overflow and
  // the difference cancel, erfc's asymptotic series.
  constexpr double far = 20;
  if (z > far) {
    const double mean = variance / (2 * apart), a = 1 / (2 * z * z);
    return {mean * (1 - a + 3 * a * a), mean * mean * (1 - 4 * a)};
  }
  const double mean = std::exp(z * z) * std::sqrt(std::numbers::pi * variance / 8) * std::erfc(z);
  return {mean, variance / 2 - apart * mean - mean * mean};
}

double exchange_option(double mean_a, double mean_b, double sd) {
  const double d = std::log(mean_a / mean_b) / sd - sd / 2;
  return mean_a * normal_cdf(d + sd) - mean_b * normal_cdf(d);
}

double MertonPrice::variance() const {
  const double one = std::exp(jump_mean + jump_sd * jump_sd / 2);
  const double two = std::exp(2 * jump_mean + 2 * jump_sd * jump_sd);
  const double exponent = (volatility * volatility + jump_rate * (two - 2 * one + 1)) * time;
  return start * start * std::exp(2 * growth * time) * std::expm1(exponent);
}

std::pair<double, double> MertonPrice::jumps_that_count() const {
  const double expected = jump_rate * time;
  const double of_mean = expected * std::exp(jump_mean + jump_sd * jump_sd / 2);
  const double low = std::min(expected, of_mean), high = std::max(expected, of_mean);
  constexpr double few = 40;
  return {std::max(0.0, std::floor(low - far_out * std::sqrt(low))), std::ceil(high + far_out * std::sqrt(high) + few)};
}

double MertonPrice::call(double strike) const {
  const double excess = std::expm1(jump_mean + jump_sd * jump_sd / 2);
  const auto [fewest, most] = jumps_that_count();
  if (jump_rate == 0) return LognormalPrice{start, growth - volatility * volatility / 2, volatility, time}.call(strike);
  double sum = 0;
  for (double jumps = fewest; jumps <= most; ++jumps) {
    const double own_variance = volatility * volatility + jumps * jump_sd * jump_sd / time;
    const double log_drift = growth - volatility * volatility / 2 - jump_rate * excess + jumps * jump_mean / time;
    sum += boost::math::pdf(boost::math::poisson(jump_rate * time), jumps) *
           LognormalPrice{start, log_drift, std::sqrt(own_variance), time}.call(strike);
  }
  return sum;
}

double HestonPrice::mean_variance() const { return level + (variance - level) * std::exp(-mean_reversion * time); }

double HestonPrice::variance_of_variance() const {
  const double e = std::exp(-mean_reversion * time), square = volatility * volatility;
  return variance * square / mean_reversion * (e - e * e) + level * square / (2 * mean_reversion) * (1 - e) * (1 - e);
}

double HestonPrice::mean_log() const {
  const double e = std::exp(-mean_reversion * time);
  const double integral = level * time + (variance - level) * (1 - e) / mean_reversion;
  return std::log(start) + growth * time - integral / 2;
}

double HestonPrice::call(double strike) const {
  using Complex = std::complex<double>;
  const double forward = start * std::exp(growth * time);
  const Complex i(0, 1);
  const auto characteristic = [&](Complex u) {  // of log S(T)/forward
    const Complex b = mean_reversion - correlation * volatility * i * u;
    const Complex d = std::sqrt(b * b + volatility * volatility * (i * u + u * u));
    const Complex g = (b - d) / (b + d), e = std::exp(-d * time);
    const double square = volatility * volatility;
    const Complex c = mean_reversion * level / square * ((b - d) * time - 2.0 * std::log((1.0 - g * e) / (1.0 - g)));
    return std::exp(c + variance / square * (b - d) * (1.0 - e) / (1.0 - g * e));
  };
  const double log_moneyness = std::log(forward / strike);
  const auto integrand = [&](double u) {
    return std::real(std::exp(i * u * log_moneyness) * characteristic(u - 0.5 * i)) / (u * u + 0.25);
  };
  return forward - std::sqrt(forward * strike) / std::numbers::pi *
                       integral(integrand, 0.0, std::numeric_limits<double>::infinity());
}

double cir_bond(double start, double mean_reversion, double level, double volatility, double time) {
  const double h = std::sqrt(mean_reversion * mean_reversion + 2 * volatility * volatility);
  // With e^(h·time), which may overflow, divided out, and mean_reversion − h without its cancellation.
  const double gone = -std::expm1(-h * time);
  const double less = -2 * volatility * volatility / (mean_reversion + h);
  const double below = 2 * h + less * gone;
  const double log_a =
      2 * mean_reversion * level / (volatility * volatility) * (less * time / 2 - std::log1p(less * gone / (2 * h)));
  return std::exp(log_a - 2 * gone / below * start);
}

}  // namespace ergodic::workloads::paths
