#pragma once

namespace ergodic::workloads::paths {

/// What is known of dX = mean_reversion (level − X) dt + volatility √X dW after a time, of short rates and of Heston's
/// variance. mean_reversion, volatility ≥ 0, and nothing is divided by them. Source: Cox, Ingersoll & Ross,
/// Econometrica 53, 1985.
struct SquareRootLaw {
  double start, mean_reversion, level, volatility, time;

  double mean() const;
  double standard_deviation() const;
  /// E ∫X
  double mean_integral() const;
  /// E exp(−∫X)
  double bond() const;
};

}  // namespace ergodic::workloads::paths
