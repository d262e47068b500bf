#pragma once

#include "engine/output.hpp"
#include "engine/run/run_hooks.hpp"

#include <ergodic/workload_base.hpp>

#include <memory>
#include <string>
#include <utility>

namespace ergodic::cli {

/// How progress is shown: "bar", "log", "json", "none", or "auto": a bar on a terminal, else a log.
parallel::ProgressStyle progress_style(const std::string& word);

/// What a run tells, as sentences for people: notices and progress on standard error, results on standard output. All
/// of it has left this process before MPI ends: as soon as one rank has returned another code than 0, Open MPI's mpirun
/// kills the others, in MPI_Finalize or after it.
class RunWords final : public engine::RunHooks {
 public:
  /// `wanted`: of the run, so that it can say how to go on.
  RunWords(parallel::ProgressStyle style, engine::OutputRequest wanted, const Workloads& workloads)
      : style_(style), wanted_(std::move(wanted)), workloads_(workloads) {}

  /// On a signal.
  parallel::StopReason stop() override { return parallel::signal_received(); }
  std::unique_ptr<parallel::ProgressReport> progress(const Clock& clock) override;
  void tell(const engine::Event& event) override;

 private:
  void say(const engine::WaitingForOutput& waiting) const;
  void say(const engine::Continuing& run) const;
  void say(const engine::StaleStopFile& file) const;
  void say(const engine::GoingOn& round) const;
  void say(const engine::Warning& warning) const;
  void say(const engine::AlreadyComplete& run) const;
  void say(const engine::Completed& run) const;
  void say(const engine::Stopped& run) const;

  parallel::ProgressStyle style_;
  engine::OutputRequest wanted_;
  const Workloads& workloads_;
};

}  // namespace ergodic::cli
