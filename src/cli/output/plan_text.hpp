#pragma once

#include "engine/plan.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace ergodic::cli {

/// The columns that the file keeps: "terminal, state (6 along time)".
std::string columns_text(const engine::Plan& plan);

/// What the rows of a block, kept or not, take in a rank's memory.
std::uint64_t block_bytes(const engine::Plan& plan);

/// What a run would do, for `--dry-run`.
std::string plan_text(const engine::Plan& plan, const std::filesystem::path& output, int ranks, bool dynamic);

/// "shard 2/5, " for what is said of a shard's file; empty for a file of a whole study.
std::string shard_prefix(const engine::Description& description);

}  // namespace ergodic::cli
