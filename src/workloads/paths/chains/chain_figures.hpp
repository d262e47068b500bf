#pragma once

#include "workloads/paths/chains/chain_law.hpp"

#include <ergodic/exact.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace ergodic::workloads::paths {

/// A Markov chain in discrete time, as its exact figures need it.
struct Chain {
  const SparseMatrix& P;
  const Vector& initial;
  const States& target;
  bool has_target;
  std::function<std::string(std::size_t)> label;  ///< of a state
  double most_work = any_work;                    ///< multiplications for one of the systems of equations
};

/// Adds what holds at no particular horizon: stationary law, and chances and times of reaching the target or being
/// absorbed; states get figures of their own where they are few. What takes more than the most work is left out, with
/// a note. Returns the stationary law, where it is unique and known.
std::optional<Vector> add_chain_figures(const Chain& chain, ExactResults& exact);

/// Adds what is known of a path's `hit`, `first_hit` and `visits`.
void add_visits(const UpToHorizon& until, ExactResults& exact);

}  // namespace ergodic::workloads::paths
