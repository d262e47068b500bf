#pragma once

#include "cli/output/run/work_line.hpp"
#include "core/ticker.hpp"
#include "engine/output.hpp"
#include "engine/run/run_hooks.hpp"

#include <ergodic/workload_base.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace ergodic::cli {

/// How progress is shown: "bar", "log", "json", "none", or "auto": a bar on a terminal, else a log.
parallel::ProgressStyle progress_style(const std::string& word);

/// What to do where jobs end before a block is done.
std::string more_than_a_block();

/// What a run tells, as sentences for people: notices and progress on standard error, results on standard output. All
/// of it has left this process before MPI ends: as soon as one rank has returned another code than 0, Open MPI's mpirun
/// kills the others, in MPI_Finalize or after it.
class RunWords final : public engine::RunHooks {
 public:
  /// `wanted`: of the run, so that it can say how to go on.
  RunWords(parallel::ProgressStyle style, engine::OutputRequest wanted, const Workloads& workloads);

  /// On a signal.
  parallel::StopReason stop() override { return parallel::signal_received(); }
  std::unique_ptr<parallel::ProgressReport> progress(const Clock& clock) override;
  void tell(const engine::Event& event) override;

 private:
  void say(const engine::WaitingForOutput& waiting) const;
  void say(const engine::Working& work);
  void say(const engine::Copying& copying) const;
  void say(const engine::Continuing& run) const;
  void say(const engine::NothingDone& last) const;
  void say(const engine::StaleStopFile& file) const;
  void say(const engine::Begun& run);
  void say(const engine::GoingOn& round) const;
  void say(const engine::Stopping& run);
  void say(const engine::Warning& warning) const;
  void say(const engine::AlreadyComplete& run) const;
  void say(const engine::Completed& run);
  void say(const engine::Stopped& run);
  void say(const engine::StoppedAtWork& run);
  /// "run the same command again": never one that would throw the file away.
  std::string how_to_continue() const;
  /// Whether people read what is said while it runs.
  bool is_for_people() const;
  /// Clears the bar, which may be there, for what is said in its place; it is drawn again below.
  const char* instead_of_bar() const;

  parallel::ProgressStyle style_;
  engine::OutputRequest wanted_;
  const Workloads& workloads_;
  WorkLine line_;
  std::atomic<bool> has_told_of_stop_ = false;
  std::optional<Ticker> signals_;  ///< sees them at once, in the midst of a block too
};

}  // namespace ergodic::cli
