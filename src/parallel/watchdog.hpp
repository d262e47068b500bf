#pragma once

#include "core/ticker.hpp"
#include "parallel/communicator.hpp"

#include <optional>

namespace ergodic::parallel {

/// Ends this rank, with a line that says so and ExitCode::unfinished, when it has waited too long for the others: a
/// lost host or a cut link leaves MPI, and mpirun with it, waiting for ever. The launcher then ends the other ranks.
///
/// Only waiting counts. A rank that computes is not looked at; one that waits for a rank that computes hears of it
/// after each of its blocks. So `patience` must be longer than the longest block; which of the two it is, a lost rank
/// or a longer block, cannot be seen. Nor does time count in which this process was stopped, as by a batch system that
/// suspends jobs.
class Watchdog {
 public:
  /// `patience` [s], 0: for ever. One a process; the communicator must outlive it.
  Watchdog(const Communicator& communicator, double patience);

 private:
  std::optional<Ticker> ticker_;
};

}  // namespace ergodic::parallel
