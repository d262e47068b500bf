#pragma once

#include <cmath>

namespace ergodic::workloads::paths {

/// 1/(e^x − 1) − 1/x, x ≥ 0, which is −½ at 0: Σ Bₙ xⁿ⁻¹/n!, n ≥ 1, of Bernoulli's numbers. To its last digits.
inline double bernoulli_rest(double x) {
  constexpr double small = 0.1;  // up to here four terms are enough; beyond, little cancels
  if (x > small) return 1 / std::expm1(x) - 1 / x;
  const double square = x * x;
  return -0.5 + x * (1.0 / 12 - square * (1.0 / 720 - square * (1.0 / 30240 - square / 1209600)));
}

}  // namespace ergodic::workloads::paths
