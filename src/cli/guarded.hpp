#pragma once

#include "parallel/communicator.hpp"

#include <ergodic/errors.hpp>

#include <functional>

namespace ergodic::cli {

/// Does the work; an error becomes one message on standard error and its exit code. Under mpirun, what all processes
/// have found before they know of each other is printed by the first.
ExitCode guarded(const std::function<ExitCode()>& work);

/// The same for the ranks of a run: a SharedError is printed by rank 0, and all ranks leave in good order; any other is
/// this rank's own, named with rank and host, and ends all ranks at once.
ExitCode guarded_rank(const parallel::Communicator& communicator, const std::function<ExitCode()>& work);

}  // namespace ergodic::cli
