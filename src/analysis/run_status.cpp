#include "analysis/run_status.hpp"

#include "parallel/communicator.hpp"

namespace ergodic::analysis {

std::string name_of(Activity activity) {
  switch (activity) {
    case Activity::complete: return "complete";
    case Activity::running: return "running";
    case Activity::silent: return "silent";
    case Activity::stopped: return "stopped";
    case Activity::killed: return "killed";
    case Activity::idle: return "idle";
  }
  return "";
}

Activity judge(bool complete, const store::LockSeen& lock, const std::optional<engine::RunRecord>& record,
               std::optional<double> age, const std::string& host) {
  if (lock.holder) return Activity::running;
  if (complete) return Activity::complete;
  const bool elsewhere = record && !record->hosts.empty() && record->hosts.front() != host;
  // A run removes its lock when it ends; here, where the lock would be seen to be held, one that is not is a dead
  // one's.
  if (lock.is_there && (elsewhere || !record)) {
    return age && *age < longest_silence ? Activity::running : Activity::silent;
  }
  if (!record) return Activity::idle;
  return record->state == "running" ? Activity::killed : Activity::stopped;
}

namespace {

/// Adds what a stage has.
void count(const Results& results, RunStatus& status) {
  const Description& held_by = results.description;
  const IndexRange held = held_by.blocks_held();
  status.blocks += held.size();
  status.blocks_done += results.blocks_done();
  status.progress.total += held_by.sessions_held().size();
  for (std::uint64_t block = held.first; block < held.last; ++block) {
    if (results.done[block]) status.progress.done += held_by.layout().sessions_in(block);
  }
  if (!held_by.stage().empty()) status.stages.push_back({held_by.stage(), held.size(), results.blocks_done()});
}

}  // namespace

RunStatus look_at_run(const std::filesystem::path& path, const Workloads& workloads) {
  RunStatus status;
  // Before the file: a run that ends in between is then seen as running for once more, never as killed.
  const store::LockSeen lock = store::look_at_lock(path);
  status.record = engine::last_run_record(path);
  bool complete = true;
  for (const Results& results : Results::open_stages(path, workloads)) {
    count(results, status);
    complete = complete && results.complete();
  }
  if (status.record) {
    status.progress.here = status.record->sessions;
    status.progress.failures = status.record->failures;
    status.age = engine::seconds_since(status.record->updated);
    status.did_no_block = engine::did_no_block(*status.record, status.blocks_done);
  }
  status.process = lock.holder;
  status.orphans = store::orphans_text(lock);
  status.activity = judge(complete, lock, status.record, status.age, parallel::Communicator::host());
  return status;
}

}  // namespace ergodic::analysis
