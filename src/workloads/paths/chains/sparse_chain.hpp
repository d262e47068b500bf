#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// A Markov chain in discrete time on numbered states, as many as memory holds, with few transitions from each.
Process sparse_chain_process();

}  // namespace ergodic::workloads::paths
