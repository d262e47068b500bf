#pragma once

#include <cmath>
#include <cstdint>

namespace ergodic::workloads::paths {

/// The probability of dying out, and what it lacks to 1: each to its last digits, however small it is.
struct Extinction {
  double probability;
  double survival;

  /// Of one individual's line, where one of the two is known to its last digits when it is small.
  static Extinction of_line(double probability, double survival) { return {probability, survival}; }

  /// Of so many lines that do not know of each other.
  Extinction of_lines(std::int64_t count) const {
    if (count == 0) return {1, 0};
    const double log_one = probability < 0.5 ? std::log(probability) : std::log1p(-survival);
    const double log_all = static_cast<double>(count) * log_one;
    return {std::exp(log_all), -std::expm1(log_all)};
  }
};

}  // namespace ergodic::workloads::paths
