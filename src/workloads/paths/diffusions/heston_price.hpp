#pragma once

#include "workloads/paths/diffusions/square_root_law.hpp"

namespace ergodic::workloads::paths {

/// dS = growth S dt + √v S dW₁, and v a square-root process, of noise that is correlated with W₁.
struct HestonPrice {
  double start, growth;
  SquareRootLaw variance;
  double correlation;

  double time() const { return variance.time; }
  double mean() const;
  /// E log S(T)
  double mean_log() const;
  /// E max(S − strike, 0), not discounted: the price at the variance's mean, and what its noise adds to that by Lewis'
  /// integral, "Option valuation under stochastic volatility", 2000; `unknown` where the integral is not precise
  /// enough, far out of the money.
  double call(double strike) const;
};

}  // namespace ergodic::workloads::paths
