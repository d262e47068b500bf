#pragma once

#include "analysis/shard_folder.hpp"
#include "cli/output/json.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::cli {

/// The command that puts these shards together: "ergodic merge out.h5 out.*of8.h5".
std::string merge_line(const std::filesystem::path& output, std::uint64_t count);
/// What to type next when a file is complete; of a shard, how it becomes part of the whole.
std::string next_line(const analysis::Results& results);

/// What there is of each output's shards, and how to run those that are not done.
std::string shards_text(const std::vector<analysis::ShardFolder>& folders);
Json shards_json(const std::vector<analysis::ShardFolder>& folders);

}  // namespace ergodic::cli
