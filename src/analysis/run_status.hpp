#pragma once

#include "analysis/results.hpp"
#include "engine/run/run_record.hpp"
#include "parallel/progress.hpp"
#include "store/disk/lock.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// What can be known of the run that makes a file, from beside it.
enum class RunState {
  complete,  ///< nothing is left to do
  running,   ///< its lock is held by a process of this machine, or there is another machine's; its record is fresh
  silent,    ///< so, but its record is old: suspended, in long blocks, hanging; of another machine, or killed
  stopped,   ///< it ended in good order, with work left
  killed,    ///< it left a record that says "running", and nobody holds its lock
  idle,      ///< no run is at work, and none has left a record
};
std::string name_of(RunState state);  ///< "running"

/// [s] without a record after which a run on another machine, whose clock may be another, is no longer taken to be
/// running.
constexpr double longest_silence = 60;
/// [s] after which one of this machine is no longer, at the least: a run renews its record every two seconds, or
/// as seldom as it says there.
constexpr double longest_silence_here = 10;

/// [s] after which a run that left this record is silent. `is_here`: whether it is of this machine.
double longest_silence_of(const engine::RunRecord& record, bool is_here);

/// Judges it. `age` [s]: since the record was written; `host`: the name of this machine.
RunState judge(bool complete, const store::LockSeen& lock, const std::optional<engine::RunRecord>& record,
               std::optional<double> age, const std::string& host);

/// How far a stage is.
struct StageStatus {
  std::string name;
  std::uint64_t blocks = 0;
  std::uint64_t blocks_done = 0;
};

/// How far a file is, and the run that makes it.
struct RunStatus {
  RunState state = RunState::idle;
  parallel::Progress progress;  ///< by the ledger; of this run, and failures, by the record
  std::uint64_t blocks = 0;     ///< that the file holds
  std::uint64_t blocks_done = 0;
  std::vector<StageStatus> stages;  ///< of a study of stages
  std::optional<int> process;       ///< that holds the lock, where it is one of this machine
  bool is_suspended = false;        ///< that process is stopped, as by Ctrl-Z
  std::optional<int> starter;       ///< the process that started it, as it has told
  bool has_begun = false;           ///< the record is that of the run that holds the lock
  std::string orphans;              ///< processes of a killed run that live on here: "4712, 4713"
  std::optional<engine::RunRecord> record;
  std::optional<double> age;  ///< [s] since the record was written
  bool did_no_block = false;  ///< the last run ended without a block done

  /// Whether a run is at work, or may be.
  bool is_live() const { return state == RunState::running || state == RunState::silent; }
  /// [sessions/s] of the last run; 0: not known.
  double rate() const {
    return record && record->seconds > 0 ? static_cast<double>(record->sessions) / record->seconds : 0;
  }
};

/// Looks at a file that may be being written: takes no lock and writes nothing. Throws as Results::open.
RunStatus look_at_run(const std::filesystem::path& path, const Workloads& workloads);

}  // namespace ergodic::analysis
