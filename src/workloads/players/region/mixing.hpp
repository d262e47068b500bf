#pragma once

#include <cstddef>
#include <vector>

namespace ergodic::workloads::players {

/// The integrated autocorrelation time of a series, 1 + 2 Σ ρ_t, up to the first t ≥ 5 times itself. Source: Sokal,
/// "Monte Carlo methods in statistical mechanics", 1996, 3.
double autocorrelation_time(const std::vector<double>& series);

/// The square root of the variance of all over that within halves of chains. Source: Gelman et al., "Bayesian data
/// analysis", 3rd ed., 11.4.
double split_r_hat(const std::vector<std::vector<double>>& chains);

}  // namespace ergodic::workloads::players
