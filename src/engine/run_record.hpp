#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::engine {

/// What differs from run to run, and so stands beside the result file rather than in it.
struct RunRecord {
  std::string program_version;
  std::string command;
  std::string scheduling;
  std::vector<std::string> hosts;  ///< one a rank
  std::string started;             ///< UTC, ISO 8601
  std::string ended;               ///< empty while it runs
  std::string state;               ///< "running", "complete", "unfinished"
  std::uint64_t sessions = 0;      ///< simulated by this run
  std::uint64_t failures = 0;
  double seconds = 0;  ///< of simulation
};

/// OUT.h5 → OUT.run.json; a name with another ending keeps it
std::filesystem::path run_record_path(const std::filesystem::path& output);

/// Adds a run to the record beside `output`, or begins one; `fresh` forgets earlier runs. The file is replaced as a
/// whole, so that a reader never sees half of it. Throws InputOutputError when it cannot be written, or when there is a
/// file of that name that is no record.
void append_run_record(const std::filesystem::path& output, const RunRecord& run, bool fresh);

/// Puts `run` in the place of the last run of the record.
void update_run_record(const std::filesystem::path& output, const RunRecord& run);

/// Makes the record beside `output` of all runs of the records beside its parts; where there is none, it is left out.
void gather_run_records(const std::filesystem::path& output, const std::vector<std::filesystem::path>& parts);

/// Now, UTC, "2026-01-31T12:00:00Z".
std::string timestamp();

}  // namespace ergodic::engine
