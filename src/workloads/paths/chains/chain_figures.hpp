#pragma once

#include "workloads/paths/algebra/chain_law.hpp"
#include "workloads/paths/algebra/up_to_horizon.hpp"

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

/// Adds what holds at no particular horizon: stationary law, or the limit law from the start, and chances and times of
/// reaching the target or being absorbed; states get figures of their own where they are few. What takes more than the
/// most work is left out, with a note. Returns the stationary law, where it is unique and known.
std::optional<Vector> add_chain_figures(const Chain& chain, ExactResults& exact);

/// Adds what is known of the `hit`, `first_hit` and `visits` of a path of so many steps, or a note that says that these
/// are too many.
void add_visits(const Chain& chain, std::int64_t steps, ExactResults& exact);

/// Of a recursion over the steps: whether its products are more than are waited for.
bool are_too_many(std::int64_t steps, const SparseMatrix& P);

}  // namespace ergodic::workloads::paths
