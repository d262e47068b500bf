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
  std::vector<std::uint64_t> offsets;
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

void share(const Communicator& ranks, Plan& plan, Output& output) {
  const SharedOutput shared = ranks.broadcast(
      SharedOutput{output.state, output.sessions_per_case, output.offsets.pack(), output.pending.pack()});
  output.state = shared.state;
  output.sessions_per_case = shared.sessions_per_case;
  if (plan.is_in_rounds()) plan = plan.with_sessions(output.sessions_per_case);
  output.offsets = store::Offsets::unpack(shared.offsets, plan.layout());
  output.pending = BlockList::unpack(shared.pending);
}

}  // namespace

Plan agree_on_plan(const Communicator& ranks, const std::function<StudyRead()>& read, const Workloads& workloads) {
  std::optional<StudyRead> own;
  SharedPlan shared;
  ranks.at_root([&] {
    own.emplace(read());
    shared = {own->study.workload(), own->study.resolved(), own->shard};
  });
  shared = ranks.broadcast(shared);
  const Inputs read_by_root = own ? std::exchange(own->inputs, {}) : Inputs();
  const Inputs inputs = share_tables(ranks, workloads.find(shared.workload)->tables(), read_by_root);
  std::optional<Plan> plan;
  ranks.at_root([&] {
    plan.emplace(own->study, workloads, shared.shard, inputs);
    plan->check_cases();
  });
  if (!plan) {
    plan.emplace(study::Study::from_text(shared.study, "the study that rank 0 has read", {}, workloads), workloads,
                 shared.shard, inputs);
  }
  return *std::move(plan);
}

Output agree_on_output(const Communicator& ranks, Plan& plan, const OutputRequest& request,
                       const OnWaiting& on_waiting) {
  Output output;
  ranks.at_root([&] { output = prepare_output(plan, request, on_waiting); });
  share(ranks, plan, output);
  share_lock(ranks, output);
  return output;
}

void agree_on_next_round(const Communicator& ranks, Plan& plan, Output& output, std::uint64_t sessions_per_case,
                         const std::filesystem::path& path) {
  ranks.at_root([&] { begin_next_round(output, plan.with_sessions(sessions_per_case), path); });
  share(ranks, plan, output);
}

}  // namespace ergodic::engine
