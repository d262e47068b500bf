#include "analysis/run_status.hpp"

#include "parallel/communicator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace ergodic::analysis {

std::string name_of(RunState state) {
  switch (state) {
    case RunState::complete: return "complete";
    case RunState::running: return "running";
    case RunState::silent: return "silent";
    case RunState::stopped: return "stopped";
    case RunState::killed: return "killed";
    case RunState::idle: return "idle";
  }
  return "";
}

double longest_silence_of(const engine::RunRecord& record, bool is_here) {
  return std::max(is_here ? longest_silence_here : longest_silence, 3 * record.renewed_every);
}

namespace {

/// Whether the record is of the run that has the lock, and not of one before it.
bool is_of_the_owner(const engine::RunRecord& record, const store::LockSeen& lock) {
  // Both are UTC, ISO 8601: a run takes its lock, and then renews its record until it ends.
  return record.state == "running" && (!lock.owner || record.updated >= lock.owner->since);
}

bool is_fresh(const engine::RunRecord& record, std::optional<double> age, bool is_here) {
  return age && *age < longest_silence_of(record, is_here);
}

/// Whether a process of this machine is stopped, by a signal or a debugger.
bool is_stopped(int process) {
  std::ifstream in(fmt::format("/proc/{}/stat", process));
  std::string line;
  std::getline(in, line);
  const std::size_t name = line.rfind(") ");  // proc(5): "4711 (mpirun) T 1 …"; the name may have any characters
  const char state = name == std::string::npos || name + 2 >= line.size() ? '?' : line[name + 2];
  return state == 'T' || state == 't';
}

}  // namespace

RunState judge(bool complete, const store::LockSeen& lock, const std::optional<engine::RunRecord>& record,
               std::optional<double> age, const std::string& host) {
  if (lock.holder) {
    // One that is not in the record is at what comes before: it was there a moment ago.
    const bool is_silent = record && is_of_the_owner(*record, lock) && !is_fresh(*record, age, true);
    return is_silent ? RunState::silent : RunState::running;
  }
  const bool elsewhere = record && !record->hosts.empty() && record->hosts.front() != host;
  const bool is_extended = elsewhere && lock.is_there && record->state == "running" && is_fresh(*record, age, false);
  if (complete && !is_extended) return RunState::complete;
  // A run removes its lock when it ends; here, where the lock would be seen to be held, one that is not is a dead
  // one's.
  if (lock.is_there && (elsewhere || !record))
    return record && is_fresh(*record, age, false) ? RunState::running : RunState::silent;
  if (!record) return RunState::idle;
  return record->state == "running" ? RunState::killed : RunState::stopped;
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
  status.is_suspended = lock.holder && is_stopped(*lock.holder);
  if (lock.owner && lock.holder == lock.owner->process) status.starter = lock.owner->parent;
  status.has_begun = status.record && is_of_the_owner(*status.record, lock);
  status.orphans = store::orphans_text(lock);
  status.state = judge(complete, lock, status.record, status.age, parallel::Communicator::host());
  if (status.is_suspended) status.state = RunState::silent;  // whenever it was heard of
  return status;
}

}  // namespace ergodic::analysis
