#include "workloads/paths/diffusions/first_passage.hpp"

#include "workloads/paths/diffusions/normal_law.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ergodic::workloads::paths {

namespace {

/// A level h ≥ 0 deviations above the start, c the drift by then in deviations, short_by = h − c.
struct InDeviations {
  double h, c, short_by;
};

/// e^(2hc) Φ(−h − c): what reflection adds to the probability of ending above the level.
double by_reflection(const InDeviations& level) {
  const double turned = level.h + level.c;
  if (turned < 0) return std::exp(2 * level.h * level.c) * normal_cdf(-turned);
  return normal_density(level.short_by) * mills_ratio(turned);
}

/// P(the level is reached later): the density of the time, h/√(2πu³) exp(−(h − cu)²/2u) in units of `time`, from u = 1
/// on, over y = 1/√u.
double later(const InDeviations& level) {
  const auto density = [&](double before) {  // before = 1 − y
    const double y = 1 - before;
    return y > 0 ? normal_density(level.short_by * y - level.c * before * (1 + y) / y) : 0;
  };
  constexpr double far_out = 40;
  const double end = level.c > far_out ? far_out / level.c : 1;  // beyond, less than e^−1000 of it
  return 2 * level.h * integral(density, 0, end).value;
}

double miss_probability(const InDeviations& level) {
  const double below = normal_cdf(level.short_by), direct = below - by_reflection(level);
  constexpr double hardly_cancels = 1e-4;
  if (direct > hardly_cancels * below) return std::min(1.0, direct);
  const double never = level.c < 0 ? -std::expm1(2 * level.h * level.c) : 0;
  return never + later(level);
}

/// Of a path without noise, which reaches the level as soon as it has moved so far.
Passage certain_passage(long double distance, long double moved) {
  if (std::abs(distance - moved) < precise * (distance + std::abs(moved))) return {unknown, unknown};
  return moved > distance ? Passage{1, 0} : Passage{0, 1};
}

}  // namespace

Passage passage(long double distance, long double drift, double volatility, double time) {
  const double sd = volatility * std::sqrt(time);
  const long double moved = drift * time;
  if (sd == 0) return certain_passage(distance, moved);
  const InDeviations level{static_cast<double>(distance / sd), static_cast<double>(moved / sd),
                           static_cast<double>((distance - moved) / sd)};
  if (!is_known(level.short_by, level.h + std::abs(level.c))) return {unknown, unknown};
  return {std::min(1.0, normal_cdf(-level.short_by) + by_reflection(level)), miss_probability(level)};
}

MeanAndSpread excess_of_bridge(double apart, double sd) {
  // In units of sd, with y = apart/sd: ∫ P(excess > x) dx = Φ(−y)/2φ(y), and E excess² = 1/2 − y·mean.
  if (sd == 0) return {0, 0};
  const double y = apart / sd, mean = mills_ratio(y) / 2;
  constexpr double near = 3;
  if (y < near) return {sd * mean, sd * std::sqrt(0.5 - y * mean - mean * mean)};
  // Of the law of τ = 2y·excess, whose density is (1 + τ/y²) e^(−τ − τ²/2y²).
  const auto square = [&](double t) {
    const double off = t - 2 * y * mean;
    return off * off * (1 + t / y / y) * std::exp(-t - t * t / 2 / y / y);
  };
  constexpr double far_out = 60;
  return {sd * mean, sd / (2 * y) * std::sqrt(integral(square, 0, far_out).value)};
}

}  // namespace ergodic::workloads::paths
