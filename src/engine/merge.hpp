#pragma once

#include "engine/inputs/held_inputs.hpp"

#include <ergodic/workload_base.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace ergodic::engine {

struct MergeRequest {
  std::filesystem::path output;
  std::vector<std::filesystem::path> shards;
  bool force = false;       ///< replace whatever is there
  InputSearch inputs = {};  ///< where the tables of their study are
};

struct MergeOutcome {
  bool already_complete = false;  ///< the output was there, whole: nothing was done
  std::uint64_t sessions = 0;     ///< in the output
};

/// Puts all shards of a study together into the file that one run would have made, byte for byte. Every block is held
/// against its ledger line as it is copied; memory does not grow with the study. The file appears at its name complete,
/// or not at all. Throws MismatchError when the shards do not make up one study, or the output is another file;
/// InputOutputError.
MergeOutcome merge(const MergeRequest& request, const Workloads& workloads);

}  // namespace ergodic::engine
