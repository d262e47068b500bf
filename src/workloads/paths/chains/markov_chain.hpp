#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// A Markov chain in discrete time on finitely many labelled states.
Process markov_chain_process();

}  // namespace ergodic::workloads::paths
