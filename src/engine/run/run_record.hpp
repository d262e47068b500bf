#pragma once

#include "core/activity.hpp"
#include "core/json.hpp"
#include "core/partition.hpp"
#include "engine/cost/cost_meter.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {

/// How a rank stood when the record was written.
struct RankRecord {
  std::uint64_t sessions = 0;  ///< simulated by this rank in this run
  std::uint64_t failures = 0;
  IndexRange blocks = {};            ///< that it was at, or had still to do; empty: idle
  std::optional<double> silent_for;  ///< [s] since rank 0 last heard of it; nullopt: it never has
};

/// Where a run read one of the tables of its study.
struct InputRecord {
  std::string table;
  std::filesystem::path file;  ///< absolute
  std::string group;           ///< of an HDF5 file
  std::string digest;          ///< of its content then
};

/// What a case cost, over all ranks.
struct CaseRecord {
  std::string stage;  ///< empty: the study has none
  std::string label;
  CaseCost cost;
};

/// What differs from run to run, and so stands beside the result file rather than in it.
struct RunRecord {
  std::string program_version;
  std::string command;
  std::string scheduling;
  std::vector<std::string> hosts;              ///< one a rank
  std::string started;                         ///< UTC, ISO 8601
  std::string updated;                         ///< when this was written
  std::string ended;                           ///< empty while it runs
  double renewed_every = 2;                    ///< [s] while it runs, between blocks of rank 0
  std::string state;                           ///< "running", "complete", "unfinished", "failed"
  Activity doing = {Phase::running};           ///< what rank 0 was at
  std::string stop_reason;                     ///< why it is not complete, or is to stop, in words; else empty
  std::optional<std::uint64_t> blocks_before;  ///< that were done when it began; nullopt: not told
  std::uint64_t sessions = 0;                  ///< simulated by this run
  std::uint64_t failures = 0;
  double seconds = 0;  ///< of simulation
  std::vector<RankRecord> per_rank;
  std::vector<InputRecord> inputs;
  WorkCosts costs = {};             ///< of all ranks together; the memory is of the one that had the most
  std::vector<CaseRecord> dearest;  ///< cases that cost the most, the dearest first; empty before the end
};

/// {"reading": {"seconds": 0.1, "processor_seconds": 0.1}, …, "peak_bytes": 52428800}
Json costs_json(const WorkCosts& costs);
/// {"stage": null, "case": "bold", "sessions": 1000, "preparing": …, "simulating": …, "peak_bytes": 52428800}
Json case_cost_json(const CaseRecord& record);

/// {"phase": "copying", "done": 3, "total": 6, "unit": "bytes"}; without numbers where there are none.
Json activity_json(const Activity& doing);

/// Whether the last run was ended before a block was done, so that another like it may be too. `blocks_done`: those of
/// the file now, which knows it better than a record that a killed run has left.
bool did_no_block(const RunRecord& last, std::uint64_t blocks_done);

/// OUT.h5 → OUT.run.json; a name with another ending keeps it
std::filesystem::path run_record_path(const std::filesystem::path& output);

/// Adds a run to the record beside `output`, or begins one; `fresh` forgets earlier runs. The file is replaced as a
/// whole, so that a reader never sees half of it. Throws InputOutputError when it cannot be written, or when there is a
/// file of that name that is no record.
void append_run_record(const std::filesystem::path& output, const RunRecord& run, bool fresh);

/// The last run of the record beside `output`; nullopt when there is none, or no record that can be read. It is taken
/// as it is: a field that is missing has its default.
std::optional<RunRecord> last_run_record(const std::filesystem::path& output);

/// Where a run of the record beside `output` read the table of that content, the last one that did; nullopt: none says.
std::optional<InputRecord> recorded_input(const std::filesystem::path& output, const std::string& table,
                                          const std::string& digest);

/// Puts `run` in the place of the last run of the record. When that is another run's by now, whose output has taken the
/// place of this one's, or a rank of this run has left its last words in it, nothing is changed.
void update_run_record(const std::filesystem::path& output, const RunRecord& run);

/// Why a run ends, in the words of one of its ranks: into the last run of the record beside `output`, where that began
/// at `started` and says that it is running. The first ones count. Never throws: a process that is about to end can do
/// no more.
void leave_last_words(const std::filesystem::path& output, const std::string& started,
                      const std::string& words) noexcept;

/// Makes the record beside `output` of all runs of the records beside its parts; where there is none, it is left out.
void gather_run_records(const std::filesystem::path& output, const std::vector<std::filesystem::path>& parts);

/// Now, UTC, "2026-01-31T12:00:00Z".
std::string timestamp();
/// [s] since such a time; nullopt when it is none.
std::optional<double> seconds_since(const std::string& timestamp);

}  // namespace ergodic::engine
