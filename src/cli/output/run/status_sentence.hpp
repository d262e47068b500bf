#pragma once

#include "analysis/run_status.hpp"

#include <string>

namespace ergodic::cli {

/// What is known of the run, how it is known, and what to do: "running here as process 4711, 3 ranks since …",
/// "copying 3.00 of 6.00 GB here as …", "no rank heard of for 22.0 s: …", "stopped … (SIGUSR1 was received); …".
std::string status_sentence(const analysis::RunStatus& status);

/// The same in a word or some: "running", "copying 3.00 of 6.00 GB", "silent".
std::string status_word(const analysis::RunStatus& status);

}  // namespace ergodic::cli
