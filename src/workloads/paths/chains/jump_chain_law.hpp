#pragma once

#include "workloads/paths/algebra/chain_law.hpp"

#include <ergodic/exact.hpp>

#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// A Markov chain in continuous time, as its exact figures need it.
struct JumpChainRates {
  const Matrix& rates;  ///< between states; 0 from a state to itself
  const Vector& initial;
  const States& target;
  bool has_target;
  double horizon;
  const std::vector<std::string>& labels;  ///< of the states
};

/// Where the chain goes when it leaves a state: rates over their sum; a state that is never left stays.
Matrix jump_matrix(const Matrix& rates);

/// Expected until the horizon; below a million, a number that they do not exceed.
double expected_jumps(const JumpChainRates& chain);

/// At times that do not decrease, by matrix exponentials; none where they would take too long.
std::vector<Vector> laws_at(const JumpChainRates& chain, const std::vector<double>& times);

/// Stationary law, law at the horizon and, where there is a target, what is known of its first visit and of the time
/// spent there.
ExactResults exact_results(const JumpChainRates& chain);

}  // namespace ergodic::workloads::paths
