#pragma once

#include "workloads/paths/chains/chain_law.hpp"

namespace ergodic::workloads::paths {

/// lim n·Var of the share of n steps spent in `targets`, of a chain with the stationary law π: from the solution of
/// Poisson's equation. By a full matrix: for hundreds of states.
double asymptotic_variance(const SparseMatrix& P, const Vector& stationary, const States& targets);

}  // namespace ergodic::workloads::paths
