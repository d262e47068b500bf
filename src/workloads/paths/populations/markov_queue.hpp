#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// The M/M/c/K queue, in clock time or event by event.
Process markov_queue_process();

}  // namespace ergodic::workloads::paths
