#pragma once

#include "analysis/results.hpp"
#include "engine/run/block_simulator.hpp"

#include <ostream>

namespace ergodic::cli {

/// Writes a session as one line of JSON: who it is and the key of its stream, its course step by step, its row. The
/// steps are written as they come: memory does not depend on their number. `simulator` then holds the row.
/// Returns whether the file contradicts it.
bool write_replay_json(const analysis::Results& results, const engine::Plan& plan, const engine::SessionIndex& place,
                       engine::BlockSimulator& simulator, std::ostream& out);

}  // namespace ergodic::cli
