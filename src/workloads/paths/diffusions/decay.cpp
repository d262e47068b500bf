#include "workloads/paths/diffusions/decay.hpp"

#include <ergodic/variates.hpp>

namespace ergodic::workloads::paths {

namespace {

/// Below this, differences of exponentials are summed by their series, of which so many terms are all that counts;
/// above it they have lost two or three of their sixteen digits.
constexpr double small = 0.1;
constexpr int series_terms = 14;

/// x − (1 − e^−x), x ≥ 0.
double lag(double x) {
  if (x >= small) return x - gone(x);
  double sum = 1;
  for (int k = series_terms; k >= 3; --k)
    sum = 1 - x / k * sum;
  return x * x / 2 * sum;
}

}  // namespace

double gone(double x) {
  if (x >= small) return 1 - portable_exp(-x);
  double sum = 1;
  for (int k = series_terms; k >= 2; --k)
    sum = 1 - x / k * sum;
  return x * sum;
}

double lasting(double rate, double time) {
  const double x = rate * time;
  return decays(x) ? gone(x) / rate : time;
}

double lagging(double rate, double time) {
  const double x = rate * time;
  return decays(x) ? lag(x) / rate : x * time / 2;
}

// = Σ (2 − 2^(k−1)) (−x)^k/k! from k = 3 on.
double spread_of_integral(double x) {
  if (x >= small) return x - 2 * gone(x) + gone(2 * x) / 2;
  double sum = 0, term = x * x / 2, power = 2;
  for (int k = 3; k <= series_terms; ++k) {
    term *= -x / k;
    power *= 2;
    sum += (2 - power) * term;
  }
  return sum;
}

}  // namespace ergodic::workloads::paths
