#pragma once

#include "core/partition.hpp"
#include "engine/plan.hpp"
#include "store/result_file.hpp"

#include <cstdint>
#include <functional>

namespace ergodic::engine {

/// The parts of /summary that ranks can share: every variable of every case.
std::uint64_t summary_parts(const Plan& plan);

/// Folds the block summaries, in block order, into these parts of the file's /summary, and makes them durable. A shard
/// has none, and without parts nothing is read of a whole file. `on_parts` is told, case after case, how many of them
/// are written; what it throws ends that. Throws InputOutputError when a block of the file is not done.
void write_summaries(
    const Plan& plan, store::ResultFile& file, IndexRange parts,
    const std::function<void(std::uint64_t written)>& on_parts = [](auto) {});

/// Throws SessionsFailed when more of the file's sessions failed, over all runs, than the study allows.
void judge_failures(const Plan& plan, const store::ResultFile& file, const OnActivity& on_activity = untold);

}  // namespace ergodic::engine
