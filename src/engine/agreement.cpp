#include "engine/agreement.hpp"

#include "engine/inputs/shared_tables.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::engine {
namespace {

using parallel::Communicator;

/// What makes a plan.
struct SharedPlan {
  std::string workload;
  std::string study;  ///< resolved
  std::optional<store::Shard> shard;
};

/// What rank 0's output is, but for its lock.
struct SharedOutput {
  Output::State state = Output::State::created;
  std::uint64_t sessions_per_case = 0;
  std::vector<std::vector<std::uint64_t>> offsets;  // of each stage
  std::vector<std::uint64_t> pending;
};

/// Every rank that may write has a part in the lock: whichever lives on when the run is killed keeps the next one off.
void share_lock(const Communicator& ranks, Output& output) {
  if (output.state == Output::State::complete) return;
  store::OutputLock::Invitation invitation;
  ranks.at_root([&] { invitation = output.lock.share(); });
  invitation = ranks.broadcast(invitation);
  ranks.together([&] {
    if (!ranks.is_root()) output.lock = store::OutputLock::join(invitation);
  });
}

void share(const Communicator& ranks, Chain& chain, Output& output) {
  std::vector<std::vector<std::uint64_t>> offsets;
  for (const store::Offsets& of_stage : output.offsets)
    offsets.push_back(of_stage.pack());
  const SharedOutput shared =
      ranks.broadcast(SharedOutput{output.state, output.sessions_per_case, offsets, output.pending.pack()});
  output.state = shared.state;
  output.sessions_per_case = shared.sessions_per_case;
  if (chain[0].is_in_rounds()) chain = chain.with_sessions(output.sessions_per_case);
  output.offsets.clear();
  for (std::size_t stage = 0; stage < chain.size(); ++stage)
    output.offsets.push_back(store::Offsets::unpack(shared.offsets.at(stage), chain[stage].layout()));
  output.pending = BlockList::unpack(shared.pending);
}

}  // namespace

Chain agree_on_chain(const Communicator& ranks, const std::function<StudyRead()>& read, const Workloads& workloads) {
  std::optional<StudyRead> own;
  SharedPlan shared;
  ranks.at_root([&] {
    own.emplace(read());
    shared = {own->study.workload(), own->study.resolved(), own->shard};
  });
  shared = ranks.broadcast(shared);
  const Inputs read_by_root = own ? std::exchange(own->inputs, {}) : Inputs();
  const Inputs inputs = share_tables(ranks, workloads.find(shared.workload)->tables(), read_by_root);
  std::optional<Chain> chain;
  ranks.at_root([&] {
    chain.emplace(Chain::of(own->study, workloads, shared.shard, inputs));
    chain->check_cases();
  });
  if (!chain) {
    chain.emplace(Chain::of(study::Study::from_text(shared.study, "the study that rank 0 has read", {}, workloads),
                            workloads, shared.shard, inputs));
  }
  return *std::move(chain);
}

Output agree_on_output(const Communicator& ranks, Chain& chain, const OutputRequest& request,
                       const OnWaiting& on_waiting) {
  Output output;
  ranks.at_root([&] { output = prepare_output(chain, request, on_waiting); });
  share(ranks, chain, output);
  share_lock(ranks, output);
  return output;
}

void agree_on_next_round(const Communicator& ranks, Chain& chain, Output& output, std::uint64_t sessions_per_case,
                         const std::filesystem::path& path) {
  ranks.at_root([&] { begin_next_round(output, chain[0].with_sessions(sessions_per_case), path); });
  share(ranks, chain, output);
}

}  // namespace ergodic::engine
