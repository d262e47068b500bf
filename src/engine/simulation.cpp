#include "engine/simulation.hpp"

#include "engine/agreement.hpp"
#include "engine/closing.hpp"
#include "engine/journal.hpp"
#include "engine/run/output_watch.hpp"
#include "engine/run/stop_file.hpp"
#include "parallel/environment.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;
using parallel::Communicator;
using Access = store::PositionedFile::Access;

class Simulation final : public RunWatch {
 public:
  Simulation(const Communicator& ranks, Chain chain, RunRequest request, RunHooks& hooks)
      : ranks_(ranks),
        chain_(std::move(chain)),
        request_(std::move(request)),
        path_(request_.output.path),
        hooks_(hooks),
        begin_(hooks.clock().now()) {}

  RunOutcome to_the_end() {
    output_ = agree_on_output(ranks_, chain_, request_.output, [&](const std::string& writer) {
      tell(WaitingForOutput{path_, writer, request_.output.patience});
    });
    const RunOutcome outcome = output_.state == Output::State::complete ? what_is_there() : run();
    if (outcome.complete) ranks_.at_root([&] { judge(); });
    return outcome;
  }

  parallel::StopReason stop() override {
    return watch_ && watch_->is_lost() ? parallel::StopReason::output_lost : (*stop_)();
  }
  void see(const std::vector<parallel::RollCall::Heard>& ranks) override { journal_->see(ranks); }
  void stopping(parallel::StopReason reason) override { tell(Stopping{reason}); }

 private:
  void judge() const {
    if (files_.empty()) return judge_failures(chain_, open(Access::read));
    judge_failures(chain_, files_);
    require_in_place(files_.front());  // what was told of it is still so
  }

  RunOutcome what_is_there() {
    RunOutcome outcome;
    outcome.complete = true;
    outcome.done = chain_.sessions_held();
    tell(AlreadyComplete{path_, outcome.done});
    return outcome;
  }

  RunOutcome run() {
    begin();
    RunOutcome outcome = run_round();
    while (outcome.next && outcome.stopped == parallel::StopReason::none) {
      ranks_.at_root([&] { require_in_place(files_.front()); });
      tell(GoingOn{output_.sessions_per_case, outcome.next->sessions_per_case, outcome.next->why});
      agree_on_next_round(ranks_, chain_, output_, outcome.next->sessions_per_case, path_);
      outcome = run_round().after(outcome);
    }
    leave_lock_to_root();
    end(outcome);
    return outcome;
  }

  /// Once of those that were started together: this one.
  void warn_of_isolation() {
    if (request_.output.isolation.empty() || parallel::launched_rank() != 0) return;
    tell(
        Warning{fmt::format("this run has one rank ({}) if the others were to be its ranks, start them with that MPI's "
                            "mpirun, or with srun --mpi=pmix",
                            request_.output.isolation)});
  }

  void begin() {
    warn_of_isolation();
    if (output_.state != Output::State::created) {
      tell(Continuing{path_, output_.state == Output::State::extended, output_.pending.size(),
                      chain_.blocks_held().size()});
    }
    start_ = hooks_.clock().now();
    tell_of_a_run_in_vain();
    RunRecord record;
    record.command = request_.command;
    record.inputs = request_.inputs;
    record.blocks_before = blocks_done();
    record.scheduling = request_.scheduling == Scheduling::dynamic ? "dynamic" : "static";
    journal_.emplace(ranks_, path_, std::move(record), output_.state == Output::State::created, hooks_);

    parallel::StopConditions conditions = request_.stop;
    conditions.end_of_job -= start_ - begin_;  // the wait for the output has not put it off
    conditions.stop_file = ranks_.is_root() ? stop_file_of(path_) : fs::path();
    if (take_stop_file_away()) tell(StaleStopFile{stop_file_of(path_)});
    stop_.emplace(std::move(conditions), hooks_.clock(), [this] { return hooks_.stop(); });
    tell(Begun{static_cast<std::size_t>(ranks_.size()), nodes(), sessions_in(chain_, output_.pending),
               output_.pending.size()});
  }

  std::uint64_t blocks_done() const { return chain_.blocks_held().size() - output_.pending.size(); }

  /// On rank 0.
  std::size_t nodes() const { return std::set(journal_->hosts().begin(), journal_->hosts().end()).size(); }

  void tell_of_a_run_in_vain() {
    if (!ranks_.is_root() || output_.state != Output::State::continued) return;
    const std::optional<RunRecord> last = last_run_record(path_);
    if (last && did_no_block(*last, blocks_done())) tell(NothingDone{last->started, last->stop_reason});
  }

  /// Simulates all blocks that are to do, unless it is stopped.
  RunOutcome run_round() {
    watch_.reset();
    ranks_.together([&] {
      files_ = open(Access::write);
      if (ranks_.is_root()) require_prepared();
    });
    if (ranks_.is_root()) watch_.emplace(files_.front(), hooks_.clock());
    const auto schedule = request_.scheduling == Scheduling::dynamic
                              ? parallel::dynamic_schedule(ranks_, blocks_by_stage(chain_, output_.pending))
                              : parallel::static_schedule(ranks_, blocks_by_stage(chain_, output_.pending));
    const Clock& clock = hooks_.clock();
    const auto progress = ranks_.is_root() ? hooks_.progress(clock) : RunHooks().progress(clock);
    Run run({chain_, ranks_, files_, *schedule, output_.pending, *progress, clock, *this});
    while (run.step()) {
    }
    const RunOutcome outcome = run.finish();
    journal_->end_round(run.ranks());
    return outcome;
  }

  /// The other ranks write no more, and rank 0 can take the lock away.
  void leave_lock_to_root() {
    if (!ranks_.is_root()) output_.lock = {};
    ranks_.barrier();
  }

  void end(const RunOutcome& outcome) {
    ranks_.at_root([&] { close_journal(outcome); });
    take_stop_file_away();  // obeyed, or too late: it must not stop the next run
    if (!outcome.complete) {
      tell(Stopped{path_, outcome.stopped, outcome.done, chain_.sessions_held()});
    } else {
      ranks_.at_root([&] { tell_completed(outcome); });
    }
  }

  /// Throws InputOutputError when the work is not in the output: it is lost with this run, or has another name.
  void close_journal(const RunOutcome& outcome) {
    try {
      require_in_place(files_.front());
    } catch (const InputOutputError& error) {
      take_stop_file_away();
      journal_->close_without_output(error.what());
      throw;
    }
    journal_->close(outcome);
  }

  /// What is told of it is read from the output. One that cannot be read has been replaced since, or is damaged.
  void tell_completed(const RunOutcome& outcome) {
    try {
      tell(Completed{path_, outcome.sessions, hooks_.clock().now() - start_});
    } catch (...) {
      require_in_place(files_.front());
      throw;
    }
  }

  /// Nothing is to be written to another file than the one that was made ready.
  void require_prepared() const {
    if (files_.front().on_disk().inode() == output_.inode) return;
    throw InputOutputError(
        fmt::format("{} was replaced while this run began (another file has its name) run the same "
                    "command again: it continues the file that has this name",
                    path_.string()));
  }

  /// True on rank 0 when there was one.
  bool take_stop_file_away() {
    if (!ranks_.is_root()) return false;
    try {
      return remove_stop_file(path_);
    } catch (const InputOutputError& error) {
      tell(Warning{error.what()});
      return false;
    }
  }

  std::vector<store::ResultFile> open(Access access) const {
    try {
      return store::ResultFile::open_stages(path_, access, chain_.layouts(), output_.offsets);
    } catch (const InputOutputError&) {
      std::error_code unknown;
      if (std::filesystem::exists(path_, unknown) || unknown) throw;
      throw InputOutputError(fmt::format(
          "{} is gone (it was removed or renamed while this run began) give a renamed file its name back, or run "
          "the same command again to begin anew",
          path_.string()));
    }
  }

  void tell(const Event& event) {
    if (ranks_.is_root()) hooks_.tell(event);
  }

  const Communicator& ranks_;
  Chain chain_;
  const RunRequest request_;
  const fs::path path_;
  RunHooks& hooks_;
  const double begin_;  ///< [s] of all
  double start_ = 0;    ///< [s] of the simulation
  Output output_;
  std::vector<store::ResultFile>
      files_;                         ///< of the stages; open to the end: its number is nobody else's as long as it is
  std::optional<OutputWatch> watch_;  ///< on rank 0
  std::optional<Journal> journal_;
  std::optional<parallel::StopDecision> stop_;
};

}  // namespace

RunOutcome simulate(const Communicator& ranks, const Chain& chain, const RunRequest& request, RunHooks& hooks) {
  return Simulation(ranks, chain, ranks.broadcast(request), hooks).to_the_end();
}

}  // namespace ergodic::engine
