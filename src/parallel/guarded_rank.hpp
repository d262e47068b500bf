#pragma once

#include "parallel/communicator.hpp"

#include <ergodic/errors.hpp>

#include <functional>

namespace ergodic::parallel {

/// Does the work that all ranks do; an error becomes one message on standard error and its exit code. A SharedError is
/// printed by rank 0, and all ranks leave in good order; any other is this rank's own, named with rank and host, and
/// ends all ranks at once.
ExitCode guarded_rank(const Communicator& communicator, const std::function<ExitCode()>& work);

}  // namespace ergodic::parallel
