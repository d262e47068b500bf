#pragma once

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <limits>

/// What closed forms of the normal law are made of. They are printed, never drawn with: they may use the machine's
/// mathematics.
namespace ergodic::workloads::paths {

/// Of what would be known, but for digits that no number has: it is left out, with a sentence (paths_workload.cpp).
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// What is given is right to this, relative, at least.
inline constexpr double precise = 1e-10;

/// Whether a function of a normal law, `z` deviations from its middle, is known: where z is the difference of terms
/// that add up to `terms` and were found in long double, their rounding changes it by a relative z times that of z.
bool is_known(double z, double terms);

/// φ(x) and Φ(x)
double normal_density(double x);
double normal_cdf(double x);

/// Φ(−x)/φ(x), x ≥ 0.
double mills_ratio(double x);

/// log(a/b), of positive numbers next to each other, too.
long double log_ratio(double a, double b);

struct Integral {
  double value, error;
};

/// ∫ f from low to high, to nearly the last digit.
template <class Function>
Integral integral(const Function& f, double low, double high) {
  constexpr unsigned most_halvings = 15;
  double error = 0, size = 0;
  const double value =
      boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, low, high, most_halvings, 1e-13, &error, &size);
  return {value, error + std::numeric_limits<double>::epsilon() * size};
}

}  // namespace ergodic::workloads::paths
