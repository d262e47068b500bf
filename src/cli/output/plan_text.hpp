#pragma once

#include "engine/chain.hpp"

#include <ergodic/workload_base.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {

/// Sessions of a case: "1 000", or where cases are not alike "0 to 450".
std::string sizes_text(const store::FileLayout& layout);

/// "3 cases of 1 000 sessions", "2 cases of 0 to 450 sessions, 6 000 in all".
std::string cases_text(const store::FileLayout& layout);

/// "; about 3.2e+09 steps", for what is said of sessions; empty where they are not known.
std::string work_text(const std::optional<ExpectedWork>& work);

/// The columns that the file keeps: "terminal, state (6 along time)".
std::string columns_text(const engine::Plan& plan);

/// A line for each stage, of `width` characters if it can be, for `validate`: its cases, how many columns it has, and
/// as many of their names as find room.
std::string stages_text(const engine::Chain& chain, const std::vector<std::optional<ExpectedWork>>& work,
                        std::size_t width);
/// All columns of all stages, a line each: name, type or labels, unit, meaning.
std::string all_columns_text(const engine::Chain& chain);

/// What the rows of a block, kept or not, take in a rank's memory.
std::uint64_t block_bytes(const engine::Plan& plan);

/// What a run would do, for `--dry-run`.
std::string plan_text(const engine::Chain& chain, const std::filesystem::path& output, int ranks, bool dynamic);

/// The file as a command line has it: "out.h5", or of a stage "out.h5 --stage last".
std::string file_and_stage(const std::filesystem::path& file, const engine::Description& description);

/// "shard 2/5, " for what is said of a shard's file; empty for a file of a whole study.
std::string shard_prefix(const engine::Description& description);

}  // namespace ergodic::cli
