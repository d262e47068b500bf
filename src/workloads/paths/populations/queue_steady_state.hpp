#pragma once

#include "workloads/paths/populations/birth_death_law.hpp"

#include <optional>

namespace ergodic::workloads::paths {

/// An M/M/c/K queue in the long run.
struct QueueSteadyState {
  double empty;     ///< probability of no customer
  double mean;      ///< number in the system, L
  double variance;  ///< of it
  double queue;     ///< mean number that wait, Lq
  double busy;      ///< mean number of busy servers
  double all_busy;  ///< probability that all are
  double blocked;   ///< probability that it is full
};

/// What all servers can serve in a unit of time less what arrives: cµ − λ, to its last digit.
double spare_capacity(const BirthDeathRates& rates);

/// By detailed balance, of rates without births: from the most likely state of free servers up and down, and, where all
/// are busy, by a geometric law, however long it is. Nothing where there is no steady state.
std::optional<QueueSteadyState> queue_steady_state(const BirthDeathRates& rates);

}  // namespace ergodic::workloads::paths
