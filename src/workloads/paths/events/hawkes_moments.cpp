#include "workloads/paths/events/hawkes_moments.hpp"

#include <cmath>

namespace ergodic::workloads::paths {

namespace {

/// Σ coefficient(n) (−x)^n/(n + order)!
template <class Coefficient>
double series(double x, int order, Coefficient coefficient) {
  constexpr int terms = 28;  // for |x| ≤ 1: what is left out is below 2^30/30!
  double sum = 0, power = 1;
  for (int n = 1; n <= order; ++n)
    power /= n;
  for (int n = 0; n < terms; ++n) {
    sum += coefficient(n) * power;
    power *= -x / (n + 1 + order);
  }
  return sum;
}

/// Integrals over a time of 1 of what decays at the speed x, which may be negative: with e(s) = e^−xs,
///     once = ∫ e, twice = ∫∫ e, meanwhile = ∫ s e(s), and ∫∫ s e(s) and half of ∫∫ e(s − r) (∫ e over r)² besides.
struct Decay {
  explicit Decay(double x) {
    constexpr double near = 1;
    if (std::abs(x) < near) {
      once = series(x, 1, [](int) { return 1.0; });
      twice = series(x, 2, [](int) { return 1.0; });
      first = series(x, 3, [](int n) { return n + 1.0; });
      second = series(x, 4, [](int n) { return std::ldexp(1, n + 3) - 2 * n - 6; });
    } else {
      once = -std::expm1(-x) / x;
      twice = (1 - once) / x;
      const double meanwhile = (once - std::exp(-x)) / x;
      first = (twice - meanwhile) / x;
      second = (twice - 2 * meanwhile + once * once / 2) / x / x;
    }
  }

  double once, twice, first, second;
};

}  // namespace

HawkesMoments hawkes_moments(double rate, double excitation, double decay, double time) {
  const double slack = decay - excitation, a = excitation * time;
  const Decay of(slack * time);
  const double half = a * (2 * excitation - decay) * time / 2;
  const double of_intensity =
      excitation * excitation * rate * time * (of.once + (2 * a - decay * time) * of.once * of.once / 2);
  const double events = rate * time * (1 + a * of.twice);
  const double more = 2 * rate * time * a * (of.twice + 2 * a * of.first + half * of.second);
  return {rate * (1 + a * of.once), std::sqrt(of_intensity), events, std::sqrt(events + more)};
}

}  // namespace ergodic::workloads::paths
