#pragma once

#include "core/partition.hpp"
#include "engine/chain.hpp"
#include "store/result_file.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {

/// The parts of /summary that ranks can share: every variable of every case.
std::uint64_t summary_parts(const Plan& plan);

/// Folds the block summaries, in block order, into these parts of the file's /summary, not yet durable. A shard
/// has none, and without parts nothing is read of a whole file. `on_parts` is told, case after case, how many of them
/// are written; what it throws ends that. Throws InputOutputError when a block of the file is not done.
void write_summaries(
    const Plan& plan, store::ResultFile& file, IndexRange parts,
    const std::function<void(std::uint64_t written)>& on_parts = [](auto) {});

/// The same of this rank's share in the parts of all stages.
void write_summaries(
    const Chain& chain, std::vector<store::ResultFile>& files, std::uint64_t rank, std::uint64_t ranks,
    const std::function<void(std::uint64_t written)>& on_parts = [](auto) {});

/// Says that all stages are complete. For one rank, once all have written their parts.
void close_ledgers(std::vector<store::ResultFile>& files);

/// When more of the file's sessions failed, over all runs, than the study allows: throws SessionsFailed, or, where the
/// study wants a warning, returns it. Those that are incomplete, or were to be skipped, have not failed.
std::optional<std::string> judge_failures(const Chain& chain, const std::vector<store::ResultFile>& files,
                                          const OnActivity& on_activity = untold);

}  // namespace ergodic::engine
