#pragma once

#include <ergodic/missing.hpp>

#include <cmath>
#include <cstdint>

namespace ergodic::workloads::entities {

/// The sample standard deviation, n − 1, of whole numbers from their sum and the sum of their squares: all in whole
/// numbers up to one division and one root. Missing for fewer than two.
inline double sample_deviation(std::int64_t n, std::int64_t sum, std::int64_t squares) {
  if (n < 2) return missing_value<double>();
  const std::int64_t spread = n * squares - sum * sum;
  return std::sqrt(static_cast<double>(spread) / static_cast<double>(n * (n - 1)));
}

}  // namespace ergodic::workloads::entities
