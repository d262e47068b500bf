#pragma once

#include "core/activity.hpp"
#include "engine/plan.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::engine {

// A study with `until` runs in rounds. A round is an ordinary run of a fixed number of sessions per case; when all its
// blocks are done, their summaries, folded in block order, decide whether the targets hold in every case. If they do,
// or at max_sessions, the file is closed; if not, it becomes the file of the next round as `--extend` makes one: the
// blocks that are done are copied into a longer file, which takes its place at once.
//
// Why so. The decision and the size of the next round are pure functions of the study and the blocks, so the finished
// file is one whatever the ranks; and the file itself, which says how many sessions per case it has, is all the state
// that there is: a run killed anywhere finds a round with blocks to do, or one whose blocks are done and which decides
// again, the same. Rows are contiguous, case after case, so more sessions have another layout, and there is no room to
// leave for them: max_sessions is a bound, mostly far away. The copies are cheap beside the sessions, which grow at
// least by a tenth and mostly fourfold each time.
//
// The first round never is the last: its variance is a guess. Where rare sessions make the variance, a round that has
// few of them finds the mean too low and the interval too short at once, and ending there would end too soon: so a
// target holds only where there are enough sessions for the skewness, too (summary/case_values.hpp).
//
// All cases have the same number of sessions: the case that needs the most decides.

/// The sessions per case of the round after one of `sessions`, when the worst figure is expected to need `factor` times
/// as many: 5 % more than that, so that one more round mostly does, but 1.1 to 4 times `sessions`: the variance, too,
/// is an estimate, of little worth while there are few sessions. In whole blocks, and at most `most`.
std::uint64_t sessions_of_next_round(std::uint64_t sessions, double factor, std::uint64_t sessions_per_block,
                                     std::uint64_t most);

/// What is to follow a round.
struct NextRound {
  std::uint64_t sessions_per_case = 0;
  std::string why;  ///< "profit ± 0.034, ± 0.01 wanted, in case bold"
};

/// Reads a file of which all blocks are done. nullopt: the study runs in no rounds, its targets hold, or this was the
/// last round.
std::optional<NextRound> next_round(const Plan& plan, const store::ResultFile& file,
                                    const OnActivity& on_activity = untold);

/// The plan of the round that a file of the plan's study is in. Throws MismatchError when the file does not say so.
Plan plan_of_round(const Plan& plan, const std::filesystem::path& path, const store::Identity& identity);

}  // namespace ergodic::engine
