#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// A Markov chain in continuous time on finitely many labelled states.
Process jump_chain_process();

}  // namespace ergodic::workloads::paths
