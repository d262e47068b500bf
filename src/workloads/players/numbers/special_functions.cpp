#include "workloads/players/numbers/special_functions.hpp"

#include <ergodic/variates.hpp>

#include <cassert>
#include <cmath>

namespace ergodic::workloads::players {
namespace {

constexpr double tiny = 1e-300;
constexpr int most_terms = 20000;
constexpr double half_log_two_pi = 0.91893853320467274178;

/// x^a e^−x / Γ(a).
double gamma_density(double a, double x) { return portable_exp(a * portable_log(x) - x - log_gamma(a)); }

double gamma_series(double a, double x) {
  double term = 1 / a;
  double sum = term;
  for (int n = 1; n < most_terms && term > sum * 1e-17; ++n) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * gamma_density(a, x);
}

double gamma_fraction(double a, double x) {
  double b = x + 1 - a;
  double c = 1 / tiny;
  double d = 1 / b;
  double h = d;
  for (int i = 1; i < most_terms; ++i) {
    const double an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (d == 0) d = tiny;
    c = b + an / c;
    if (c == 0) c = tiny;
    d = 1 / d;
    const double change = d * c;
    h *= change;
    if (std::abs(change - 1) < 1e-16) break;
  }
  return h * gamma_density(a, x);
}

double beta_fraction(double a, double b, double x) {
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  if (d == 0) d = tiny;
  d = 1 / d;
  double h = d;
  const auto step = [&](double factor) {
    d = 1 + factor * d;
    if (d == 0) d = tiny;
    c = 1 + factor / c;
    if (c == 0) c = tiny;
    d = 1 / d;
    h *= d * c;
  };
  for (int m = 1; m < most_terms; ++m) {
    step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
    if (std::abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

/// The x ≥ 0 at which the increasing `share_at` is `share`, by bisection to the last bit.
template <class Function>
double root_of(double share, const Function& share_at) {
  double low = 0;
  double high = 1;
  while (share_at(high) < share)
    high *= 2;
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    (share_at(middle) < share ? low : high) = middle;
  }
}

}  // namespace

double log_gamma(double x) {
  assert(x > 0);
  double product = 1;
  double below = 0;  // the logarithm of the factors that have been taken out of the product
  while (x < 12) {
    product *= x;
    if (product > 1e200 || product < 1e-200) {
      below += portable_log(product);
      product = 1;
    }
    x += 1;
  }
  const double r = 1 / (x * x);
  const double series =
      (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * (691.0 / 360360)))))) / x;
  return (x - 0.5) * portable_log(x) - x + half_log_two_pi + series - below - portable_log(product);
}

double gamma_share(double a, double x) {
  if (x <= 0) return 0;
  return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

double gamma_rest(double a, double x) {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

double beta_share(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front =
      portable_exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * portable_log(x) + b * portable_log(1 - x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double normal_share(double x) {
  const double tail = gamma_rest(0.5, x * x / 2) / 2;
  return x < 0 ? tail : 1 - tail;
}

double chi_square_quantile(double share, double degrees) {
  return root_of(share, [&](double x) { return gamma_share(degrees / 2, x / 2); });
}

double f_quantile(double share, double degrees, double other_degrees) {
  return root_of(share, [&](double x) {
    return beta_share(degrees / 2, other_degrees / 2, degrees * x / (degrees * x + other_degrees));
  });
}

}  // namespace ergodic::workloads::players
