#pragma once

#include "workloads/paths/algebra/chain_law.hpp"

#include <cstdint>

namespace ergodic::workloads::paths {

/// Of the first n steps from the law `initial`, time 0 counted.
struct UpToHorizon {
  double hit = 0;             ///< probability of being in the targets at one of the times 0, …, n
  double missed = 0;          ///< of not being there
  MeanAndVariance first_hit;  ///< the smaller of n and the time of the first
  MeanAndVariance visits;     ///< times in the targets
};
UpToHorizon up_to_horizon(const SparseMatrix& P, const Vector& initial, const States& targets, std::int64_t n);

}  // namespace ergodic::workloads::paths
