#pragma once

#include "core/ticker.hpp"
#include "parallel/communicator.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ergodic::parallel {

/// Ends this rank, with ExitCode::unfinished and a line that names the rank that is silent (Silence), when it has
/// waited too long for the others: a lost host or a cut link leaves MPI, and mpirun with it, waiting for ever. The
/// launcher then ends the other ranks. The line is also its last word (LastWords).
///
/// Only waiting counts. A rank that computes is not looked at; one that waits for a rank that computes hears of it
/// after each of its blocks and within most of them, and of work that is not in blocks by a Vigil. So `patience` must
/// be longer than the longest block that draws no random numbers; which of the two it is, a lost rank or a longer
/// block, cannot be seen. Nor does time count in which this process was stopped, as by a batch system that suspends
/// jobs.
class Watchdog {
 public:
  /// `patience` [s], 0: for ever; the same on every rank. Collective. One a process; the communicator must outlive it.
  Watchdog(const Communicator& communicator, double patience);

 private:
  std::vector<std::string> hosts_;  ///< of all ranks
  std::optional<Ticker> ticker_;
};

}  // namespace ergodic::parallel
