#pragma once

#include "workloads/paths/diffusions/diffusion.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

/// What several diffusions are made of.
namespace ergodic::workloads::paths {

inline ExactFigure figure(std::string name, double value, std::string says) {
  return {std::move(name), value, "", "1", std::move(says)};
}

inline Key start_key(double fallback) { return real("start").fallback(fallback).says("value at time 0"); }
inline Key price_key() { return real("start").above(0).fallback(100.0).says("price at time 0"); }
inline Key drift_key() {
  return real("drift").between(-100, 100).fallback(0.0).unit("1/time").says("growth of the mean");
}
/// At 0 every path is the same, but for jumps.
inline Key volatility_key() { return real("volatility").between(0, 100).says("standard deviation of a unit of time"); }
inline Key reversion_key() {
  return real("mean_reversion").between(0, 1000).unit("1/time").says("speed of the return to the level");
}

/// Whether a price that grows at no more than `drift` in the mean may, discounted or not, come to be too large for a
/// number: a discounted one exceeds x at any time with probability start/x at most (Doob), so that within e^620 of the
/// start's growth that is below 10^−38.
inline bool price_may_overflow(double start, double drift, double discount_rate, double horizon) {
  constexpr double room = 620;
  return std::log(start) + (std::max(drift, 0.0) + std::max(-discount_rate, 0.0)) * horizon > room;
}

/// Of a section with these keys.
inline bool may_overflow(const Parameters& p) {
  const double highest = std::max(p.real("start"), p.has("strike") ? p.real("strike") : 0);
  return price_may_overflow(highest, p.real("drift"), p.real("discount_rate"), p.real("horizon"));
}

/// Mean of the trapezoid over a step.
inline double trapezoid(double from, double to, double step) { return step * (from + to) / 2; }

/// The highest of a Brownian path from a to b, by inversion of P(max > m) = exp(−2 (m − a)(m − b)/variance).
template <class Source>
double bridge_maximum(double a, double b, double variance, Source& stream) {
  return (a + b + std::sqrt((b - a) * (b - a) + 2 * variance * exponential(stream))) / 2;
}

}  // namespace ergodic::workloads::paths
