#pragma once

#include "workloads/paths/diffusions/diffusion.hpp"

#include <cmath>
#include <string>
#include <utility>

/// What several diffusions are made of.
namespace ergodic::workloads::paths {

inline ExactFigure figure(std::string name, double value, std::string says) {
  return {std::move(name), value, "", "1", std::move(says)};
}

inline ExactMoments moments(double mean, double variance) { return {mean, std::sqrt(variance)}; }

inline Key start_key(double fallback) { return real("start").fallback(fallback).says("value at time 0"); }
inline Key price_key() { return real("start").above(0).fallback(100.0).says("price at time 0"); }
inline Key drift_key() {
  return real("drift").between(-100, 100).fallback(0.0).unit("1/time").says("growth of the mean");
}
inline Key volatility_key() {
  return real("volatility").above(0).at_most(100).says("standard deviation of a unit of time");
}
inline Key reversion_key() {
  return real("mean_reversion").above(0).at_most(1000).unit("1/time").says("speed of the return to the level");
}

/// Mean of the trapezoid over a step.
inline double trapezoid(double from, double to, double step) { return step * (from + to) / 2; }

/// The highest of a Brownian path from a to b, by inversion of P(max > m) = exp(−2 (m − a)(m − b)/variance).
template <class Source>
double bridge_maximum(double a, double b, double variance, Source& stream) {
  return (a + b + std::sqrt((b - a) * (b - a) + 2 * variance * exponential(stream))) / 2;
}

}  // namespace ergodic::workloads::paths
