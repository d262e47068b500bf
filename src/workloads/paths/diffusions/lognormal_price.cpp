#include "workloads/paths/diffusions/lognormal_price.hpp"

#include "workloads/paths/diffusions/first_passage.hpp"
#include "workloads/paths/diffusions/normal_law.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ergodic::workloads::paths {

namespace {

/// E max(A − 1, 0) − max(E A − 1, 0) of log A normal with E A = e^±x, x ≥ 0, over the smaller of E A and 1: what an
/// option is worth that has nothing in it yet.
double time_value(double x, double sd) {
  if (sd == 0) return 0;
  const double h = x / sd;
  const double first = normal_cdf(sd / 2 - h);
  const double direct = first - normal_density(h - sd / 2) * mills_ratio(h + sd / 2);
  constexpr double hardly_cancels = 1e-4;
  if (direct > hardly_cancels * first || first == 0) return std::max(0.0, direct);
  // d/dsd of it is φ(x/sd − sd/2) = e^(x/2) φ(x/sd) e^(−sd²/8), above 0.
  constexpr double near = 1;
  if (h > near) return integral([&](double s) { return s > 0 ? normal_density(x / s - s / 2) : 0; }, 0, sd).value;
  // Where that rises within the first moment, from ∫ φ(x/s) ds = sd φ(h) − x Φ(−h), as of a normal price.
  const auto bent = [&](double s) { return s > 0 ? normal_density(x / s) * -std::expm1(-s * s / 8) : 0; };
  return std::exp(x / 2) * (sd * normal_density(h) - x * normal_cdf(-h) - integral(bent, 0, sd).value);
}

/// The smaller mean less E min(A, 1), likewise: 1 − time_value.
double certain_share(double x, double sd) {
  if (sd == 0) return 1;
  const double h = x / sd;
  return normal_cdf(h - sd / 2) + normal_density(h - sd / 2) * mills_ratio(h + sd / 2);
}

}  // namespace

double lognormal_spread(double sd) {
  constexpr double tiny = 1e-8;  // where sd² is below the last digit of 1
  return sd < tiny ? sd : std::sqrt(std::expm1(sd * sd));
}

double beyond_linear(double x) {
  constexpr double small = 0.1;  // as in decay.cpp
  if (std::abs(x) > small) return std::expm1(x) - x;
  double sum = 1;
  for (int k = 14; k >= 3; --k)
    sum = 1 + x / k * sum;
  return x * x / 2 * sum;
}

Options options(double mean_a, double mean_b, long double log_ratio, double terms, double sd) {
  const auto x = static_cast<double>(log_ratio);
  const double apart = std::abs(x);
  const bool is_clear = sd > 0 ? is_known(apart / sd, terms / sd) : true;
  constexpr auto rounding = static_cast<double>(std::numeric_limits<long double>::epsilon());
  if (!is_clear || (apart > 0 && terms * rounding > precise * std::max(apart, sd)))
    return {unknown, unknown, unknown, unknown};
  const double smaller = std::min(mean_a, mean_b);
  const double out_of_it = smaller * time_value(apart, sd);
  const double in_it = smaller * std::expm1(apart);
  return {x > 0 ? in_it + out_of_it : out_of_it, x > 0 ? out_of_it : in_it + out_of_it,
          std::max(mean_a, mean_b) + out_of_it, smaller * certain_share(apart, sd)};
}

double LognormalPrice::deviation() const { return volatility * std::sqrt(time); }

double LognormalPrice::mean() const { return start * std::exp(static_cast<double>(growth * time)); }

double LognormalPrice::standard_deviation() const { return mean() * lognormal_spread(deviation()); }

Options LognormalPrice::options_at(double strike) const {
  const long double apart = log_ratio(start, strike), grown = growth * time;
  return options(mean(), strike, apart + grown, static_cast<double>(std::abs(apart) + std::abs(grown)), deviation());
}

double LognormalPrice::probability_above(double level) const {
  const long double apart = log_ratio(start, level), moved = log_drift() * time;
  const auto terms = static_cast<double>(std::abs(apart) + std::abs(moved));
  if (deviation() == 0) {
    if (std::abs(apart + moved) < precise * terms) return unknown;
    return apart + moved > 0 ? 1 : 0;
  }
  const auto z = static_cast<double>((apart + moved) / deviation());
  return is_known(z, terms / deviation()) ? normal_cdf(z) : unknown;
}

double LognormalPrice::up_and_out_call(double strike, double barrier) const {
  if (strike >= barrier) return 0;
  // Over z = (log S(T)/start − its mean)/sd, from the strike's to the barrier's; given z, all was below the barrier
  // with probability 1 − exp(−2 b (z_b − z)), b the barrier's distance in deviations. In closed form, differences of
  // next to equal numbers are weighed by any power of e.
  const double sd = deviation();
  if (sd == 0) return passage(log_ratio(barrier, start), log_drift(), 0, time).miss * options_at(strike).call;
  const long double to_strike = log_ratio(strike, start), to_barrier = log_ratio(barrier, start);
  const long double moved = log_drift() * time;
  const auto low = static_cast<double>((to_strike - moved) / sd), high = static_cast<double>((to_barrier - moved) / sd);
  const double b = static_cast<double>(to_barrier) / sd;
  const auto payoff = [&](double z) {
    return std::expm1(sd * (z - low)) * normal_density(z) * -std::expm1(-2 * b * (high - z));
  };
  const double summit = std::clamp(sd, low, high);  // where most of it is, but for the two ends
  const auto terms = static_cast<double>(std::abs(to_strike) + std::abs(to_barrier) + std::abs(moved)) / sd;
  if (!is_known(summit, terms)) return unknown;
  constexpr double far_out = 40;  // deviations
  const double from = std::max(low, summit - far_out), to = std::min(high, summit + far_out);
  return strike * (integral(payoff, from, summit).value + integral(payoff, summit, to).value);
}

LognormalPrice LognormalPrice::geometric_mean(std::int64_t dates) const {
  // Its logarithm is normal: its mean time is T (n + 1)/2n, and Σ Σ min(i, j)/n² = (n + 1)(2n + 1)/6n² the share of T.
  const auto n = static_cast<double>(dates);
  const long double share = static_cast<long double>(n + 1) * (2 * n + 1) / (6 * n * n);
  const long double square = share * volatility * volatility;
  return {start, log_drift() * (n + 1) / (2 * n) + square / 2, volatility * static_cast<double>(std::sqrt(share)),
          time};
}

}  // namespace ergodic::workloads::paths
