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
  bool has_lists = false;
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
  const SharedOutput shared = ranks.broadcast(
      SharedOutput{output.state, output.sessions_per_case, output.has_lists, offsets, output.pending.pack()});
  output.state = shared.state;
  output.sessions_per_case = shared.sessions_per_case;
  output.has_lists = shared.has_lists;
  if (!output.has_lists) chain = chain.without_lists();
  if (chain[0].is_in_rounds()) chain = chain.with_sessions(output.sessions_per_case);
  output.offsets.clear();
  for (std::size_t stage = 0; stage < chain.size(); ++stage)
    output.offsets.push_back(store::Offsets::unpack(shared.offsets.at(stage), chain[stage].layout()));
  output.pending = BlockList::unpack(shared.pending);
}

}  // namespace

Chain agree_on_chain(const Communicator& ranks, const std::function<StudyRead()>& read, const Workloads& workloads,
                     const WorkHooks& work) {
  std::optional<StudyRead> own;
  SharedPlan shared;
  const auto look = [&](parallel::Vigil&) {
    own.emplace(read());
    shared = {own->study.workload(), own->study.resolved(), own->shard};
  };
  ranks.at_root(look, work.stop);
  shared = ranks.broadcast(shared);
  const Inputs read_by_root = own ? std::exchange(own->inputs, {}) : Inputs();
  const Inputs inputs = share_tables(ranks, workloads.find(shared.workload)->tables(), read_by_root);
  std::optional<Chain> chain;
  const auto make = [&](parallel::Vigil& vigil) {
    const auto at = [&](const Activity& activity) { work.at(vigil, activity); };
    chain.emplace(Chain::of(own->study, workloads, shared.shard, inputs));
    chain->check_cases(at);
  };
  ranks.at_root(make, work.stop);
  if (!chain) {
    chain.emplace(Chain::of(study::Study::from_text(shared.study, "the study that rank 0 has read", {}, workloads),
                            workloads, shared.shard, inputs));
  }
  return *std::move(chain);
}

Output agree_on_output(const Communicator& ranks, Chain& chain, const OutputRequest& request, OutputHooks hooks,
                       const WorkHooks& work) {
  Output output;
  const auto prepare = [&](parallel::Vigil& vigil) {
    hooks.on_activity = [&](const Activity& activity) { work.at(vigil, activity); };
    output = prepare_output(chain, request, hooks);
  };
  ranks.at_root(prepare, work.stop);
  share(ranks, chain, output);
  share_lock(ranks, output);
  return output;
}

void agree_on_next_round(const Communicator& ranks, Chain& chain, Output& output, std::uint64_t sessions_per_case,
                         const std::filesystem::path& path, OutputHooks hooks, const WorkHooks& work) {
  const auto begin = [&](parallel::Vigil& vigil) {
    hooks.on_activity = [&](const Activity& activity) { work.at(vigil, activity); };
    begin_next_round(output, chain[0].with_sessions(sessions_per_case), path, hooks);
  };
  ranks.at_root(begin, work.stop);
  share(ranks, chain, output);
}

}  // namespace ergodic::engine
