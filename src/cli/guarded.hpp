#pragma once

#include <ergodic/errors.hpp>

#include <functional>

namespace ergodic::cli {

/// Does the work; an error becomes one message on standard error and its exit code. Under mpirun, what all processes
/// have found before they know of each other is printed by the first.
ExitCode guarded(const std::function<ExitCode()>& work);

/// Sees that what was printed has arrived. A reader that has had enough, as of `ergodic summary FILE | head`, is no
/// error. Throws InputOutputError.
void flush_output();

}  // namespace ergodic::cli
