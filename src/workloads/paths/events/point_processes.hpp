#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// Events at exponential times from each other, with jumps of any positive law.
Process poisson_process();

/// Events at times from each other that have any positive law, with jumps.
Process renewal_process();

/// Events each of which makes others likelier for a while.
Process hawkes_process();

}  // namespace ergodic::workloads::paths
