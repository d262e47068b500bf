#pragma once

#include "analysis/shard_folder.hpp"
#include "cli/output/json.hpp"

#include <string>
#include <vector>

namespace ergodic::cli {

/// What there is of each output's shards, and how to run those that are not done.
std::string shards_text(const std::vector<analysis::ShardFolder>& folders);
Json shards_json(const std::vector<analysis::ShardFolder>& folders);

}  // namespace ergodic::cli
