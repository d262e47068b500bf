#include "workloads/paths/diffusions/heston_price.hpp"

#include "workloads/paths/diffusions/lognormal_price.hpp"
#include "workloads/paths/diffusions/normal_law.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace ergodic::workloads::paths {

namespace {

using Complex = std::complex<double>;

/// e^z − 1
Complex expm1(Complex z) {
  const double half_turn = std::sin(z.imag() / 2), grown = std::expm1(z.real());
  return {grown * std::cos(z.imag()) - 2 * half_turn * half_turn, (1 + grown) * std::sin(z.imag())};
}

/// log(1 + z)/z
Complex log1p_over(Complex z) {
  if (z == 0.0) return 1;
  const Complex log = {std::log1p(2 * z.real() + std::norm(z)) / 2, std::arg(1.0 + z)};
  return log / z;
}

/// ∫ e^−rate·s ds over 0 < s < time
Complex lasting(Complex rate, double time) {
  constexpr double no_digit = 1e-17;
  return std::abs(rate) * time < no_digit ? time : -expm1(-rate * time) / rate;
}

/// log E exp((1/2 + iu) log S/forward): the exponent of the characteristic function at u − i/2. As in Albrecher et al.,
/// "The little Heston trap", Wilmott, 2007, but with (b − d)/volatility² = −w/(b + d), so that nothing is divided by
/// the volatility or the reversion.
Complex exponent(const SquareRootLaw& v, double correlation, double u) {
  const double w = u * u + 0.25;
  const Complex b = v.mean_reversion - correlation * v.volatility * Complex(0.5, u);
  const Complex d = std::sqrt(b * b + v.volatility * v.volatility * w);
  const bool alike = std::real(b * std::conj(d)) >= 0;  // then b + d does not cancel, else b − d
  Complex less, reverting;                              // b − d, and its mean_reversion/volatility²-fold
  if (b + d == 0.0) {
    less = reverting = 0;
  } else if (alike) {
    reverting = -v.mean_reversion * w / (b + d);
    less = -v.volatility * w / (b + d) * v.volatility;
  } else {
    less = b - d;
    reverting = v.mean_reversion / v.volatility * (less / v.volatility);
  }
  const Complex left = lasting(d, v.time), half = less * left / 2.0;
  return -w * left / (2.0 * (1.0 + half)) * v.start + v.level * reverting * (v.time - left * log1p_over(half));
}

/// ∫ over u > 0 of f, where its oscillations end about 1/sd.
template <class Function>
Integral over_frequencies(const Function& f, double sd) {
  const double near = 1, far = std::max(2.0, 8 / sd);
  const Integral first = integral(f, 0, near), middle = integral(f, near, far);
  const Integral last =
      integral([&](double y) { return far * f(far * y); }, 1, std::numeric_limits<double>::infinity());
  return {first.value + middle.value + last.value, first.error + middle.error + last.error};
}

}  // namespace

double HestonPrice::mean() const { return start * std::exp(growth * time()); }

double HestonPrice::mean_log() const { return std::log(start) + growth * time() - variance.mean_integral() / 2; }

double HestonPrice::call(double strike) const {
  const double square = variance.mean_integral(), sd = std::sqrt(square);
  const LognormalPrice steady{start, growth, sd / std::sqrt(time()), time()};
  const double at_mean = steady.options_at(strike).call;
  if (variance.volatility == 0) return at_mean;
  const auto log_moneyness = static_cast<double>(log_ratio(start, strike) + static_cast<long double>(growth) * time());
  const auto added = [&](double u) {  // the characteristic functions' difference
    const double w = u * u + 0.25;
    const Complex of_steady = -square * w / 2, of_heston = exponent(variance, correlation, u);
    const Complex apart = of_heston - of_steady;
    const Complex difference =
        std::real(apart) < 1 ? std::exp(of_steady) * expm1(apart) : std::exp(of_heston) - std::exp(of_steady);
    return -std::real(std::exp(Complex(0, u * log_moneyness)) * difference) / w;
  };
  const double scale = std::sqrt(start * std::exp(growth * time())) * std::sqrt(strike) / std::numbers::pi;
  const Integral more = over_frequencies(added, sd);
  const double price = at_mean + scale * more.value;
  constexpr double enough = 1e-9;
  return scale * more.error < enough * price ? price : unknown;
}

}  // namespace ergodic::workloads::paths
