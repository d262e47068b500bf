#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// A random walk on the whole numbers, free or between bounds.
Process random_walk_process();

}  // namespace ergodic::workloads::paths
