#pragma once

#include "engine/chain.hpp"
#include "engine/inputs/read_inputs.hpp"
#include "engine/output.hpp"
#include "parallel/communicator.hpp"
#include "parallel/watch/vigil.hpp"

#include <filesystem>
#include <functional>

namespace ergodic::engine {

// What the ranks of a run share. Rank 0 alone reads the study and opens the output; the others learn what it found, as
// one struct that is broadcast whole, as the request of a run is and the options of `ergodic run` are: of an aggregate
// Communicator::broadcast sends every member (core/packed.hpp counts them), so that none can be forgotten when one is
// added. All of these are collective, and throw on every rank what rank 0 meets.

/// How a rank goes about what rank 0 does alone.
struct WorkHooks {
  /// On rank 0: it is at this; what is thrown ends that.
  std::function<void(parallel::Vigil&, const Activity&)> at = [](auto& vigil, const auto& now) { vigil.alive(now); };
  /// On every rank: why this one wants all to stop, if it does. Empty: it never does. Rank 0's work may be ended so,
  /// and StoppedAtWork is thrown.
  std::function<parallel::StopReason()> stop = {};
};

/// `read` gives rank 0's study and its tables. Every rank makes the same chain of what the study resolves to, and of
/// the tables, which each machine has once; rank 0's, whose cases are checked, first.
Chain agree_on_chain(const parallel::Communicator& ranks, const std::function<StudyRead()>& read,
                     const Workloads& workloads, const WorkHooks& work = {});

/// Rank 0 makes the output ready. Every rank learns in which state and round it is, where its arrays lie and which
/// blocks are to do, and joins in the lock. Of a study in rounds, `chain` becomes that of the file's round.
Output agree_on_output(const parallel::Communicator& ranks, Chain& chain, const OutputRequest& request,
                       OutputHooks hooks = {}, const WorkHooks& work = {});

/// Rank 0 makes the file of the next round, of so many sessions per case.
void agree_on_next_round(const parallel::Communicator& ranks, Chain& chain, Output& output,
                         std::uint64_t sessions_per_case, const std::filesystem::path& path, OutputHooks hooks = {},
                         const WorkHooks& work = {});

}  // namespace ergodic::engine
