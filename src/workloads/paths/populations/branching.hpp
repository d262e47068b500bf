#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// Galton and Watson's branching process.
Process branching_process();

}  // namespace ergodic::workloads::paths
