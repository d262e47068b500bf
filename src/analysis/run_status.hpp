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
enum class Activity {
  complete,  ///< nothing is left to do
  running,   ///< its lock is held by a process of this machine, or another machine's record is fresh
  silent,    ///< another machine's lock is there, its record old: in long blocks, hanging, or killed
  stopped,   ///< it ended in good order, with work left
  killed,    ///< it left a record that says "running", and nobody holds its lock
  idle,      ///< no run is at work, and none has left a record
};
std::string name_of(Activity activity);  ///< "running"

/// [s] without a record after which a run on another machine is no longer taken to be running.
constexpr double longest_silence = 60;

/// Judges it. `age` [s]: since the record was written; `host`: the name of this machine.
Activity judge(bool complete, const store::LockSeen& lock, const std::optional<engine::RunRecord>& record,
               std::optional<double> age, const std::string& host);

/// How far a stage is.
struct StageStatus {
  std::string name;
  std::uint64_t blocks = 0;
  std::uint64_t blocks_done = 0;
};

/// How far a file is, and the run that makes it.
struct RunStatus {
  Activity activity = Activity::idle;
  parallel::Progress progress;  ///< by the ledger; of this run, and failures, by the record
  std::uint64_t blocks = 0;     ///< that the file holds
  std::uint64_t blocks_done = 0;
  std::vector<StageStatus> stages;  ///< of a study of stages
  std::optional<int> process;       ///< that holds the lock, where it is one of this machine
  std::string orphans;              ///< processes of a killed run that live on here: "4712, 4713"
  std::optional<engine::RunRecord> record;
  std::optional<double> age;  ///< [s] since the record was written
  bool did_no_block = false;  ///< the last run ended without a block done

  /// Whether a run is at work, or may be.
  bool is_live() const { return activity == Activity::running || activity == Activity::silent; }
  /// [sessions/s] of the last run; 0: not known.
  double rate() const {
    return record && record->seconds > 0 ? static_cast<double>(record->sessions) / record->seconds : 0;
  }
};

/// Looks at a file that may be being written: takes no lock and writes nothing. Throws as Results::open.
RunStatus look_at_run(const std::filesystem::path& path, const Workloads& workloads);

}  // namespace ergodic::analysis
