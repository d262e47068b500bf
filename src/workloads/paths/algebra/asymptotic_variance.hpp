#pragma once

#include "workloads/paths/algebra/chain_law.hpp"

#include <optional>

namespace ergodic::workloads::paths {

/// lim n·Var of the share of n steps spent in `targets`, of a chain with the stationary law π; nothing where rounding
/// would leave fewer than nine digits of it.
std::optional<double> asymptotic_variance(const SparseMatrix& P, const Vector& stationary, const States& targets);

}  // namespace ergodic::workloads::paths
