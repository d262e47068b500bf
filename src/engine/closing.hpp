#pragma once

#include "core/partition.hpp"
#include "engine/plan.hpp"
#include "store/result_file.hpp"

namespace ergodic::engine {

/// Folds the block summaries of these cases, in block order, into the file's /summary, and makes it durable. A shard
/// has none. Throws InputOutputError when a block of the file is not done.
void write_summaries(const Plan& plan, store::ResultFile& file, IndexRange cases);

/// Throws SessionsFailed when more of the file's sessions failed, over all runs, than the study allows.
void judge_failures(const Plan& plan, const store::ResultFile& file);

}  // namespace ergodic::engine
