#include "engine/simulation.hpp"

#include "core/reason.hpp"
#include "engine/agreement.hpp"
#include "engine/closing.hpp"
#include "engine/cost/dearest_first.hpp"
#include "engine/journal.hpp"
#include "engine/run/output_watch.hpp"
#include "engine/run/stop_file.hpp"
#include "parallel/environment.hpp"
#include "parallel/watch/last_words.hpp"
#include "parallel/watch/vigil.hpp"
#include "store/draft.hpp"

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
        begin_(hooks.clock().now()),
        is_dynamic_(is_dynamic(request_.scheduling, chain_)),
        journal_(ranks, path_, record_of(), hooks),
        last_words_([this](const std::string& words) { leave_words(words); }) {}

  /// Why a run ends that is not complete is in the record, whoever meets it.
  RunOutcome to_the_end() {
    try {
      return to_the_end_or_stop();
    } catch (const parallel::SharedError& error) {
      if (ranks_.is_root()) parallel::LastWords::say(error.what());
      throw;
    } catch (...) {
      const std::string here =
          ranks_.size() == 1 ? ""
                             : fmt::format("rank {} of {} on {}, ", ranks_.rank(), ranks_.size(), Communicator::host());
      parallel::LastWords::say(here + current_reason().message);
      throw;
    }
  }

  parallel::StopReason stop() override {
    if (watch_ && watch_->is_lost()) return parallel::StopReason::output_lost;
    return stop_ ? (*stop_)() : hooks_.stop();
  }
  void see(const std::vector<parallel::RollCall::Heard>& ranks) override { journal_.see({Phase::running}, ranks); }
  void ended(const std::vector<parallel::RollCall::Heard>& ranks) override { journal_.end_round(ranks); }
  void spent(const WorkCosts& costs, const std::vector<CaseCost>& dearest) override {
    journal_.spend(chain_, costs, dearest);
  }
  void stopping(parallel::StopReason reason) override {
    journal_.stopping(reason);
    if (ranks_.size() > 1) tell(Stopping{reason});  // alone, it stops now
  }
  void at(parallel::Vigil& vigil, const Activity& activity, std::uint64_t done_here) override {
    if (ranks_.is_root()) be_seen_at(activity, vigil.heard());
    // An empty file is made in a moment, and there is nothing to stop before it is there.
    if (activity.phase != Phase::making) vigil.alive(activity, done_here);
  }

 private:
  RunRecord record_of() const {
    RunRecord record;
    record.command = request_.command;
    record.inputs = request_.inputs;
    record.costs[Work::reading] = request_.reading;
    record.scheduling = is_dynamic_ ? "dynamic" : "static";
    return record;
  }

  RunOutcome to_the_end_or_stop() {
    try {
      return to_the_end_of_all();
    } catch (const parallel::StoppedAtWork& stopped) {
      return end_at_work(stopped.reason());
    }
  }

  RunOutcome to_the_end_of_all() {
    output_ = agree_on_output(ranks_, chain_, request_.output, output_hooks(), work_hooks());
    const RunOutcome outcome = output_.state == Output::State::complete ? what_is_there() : run();
    if (outcome.complete) ranks_.at_root([&](parallel::Vigil& vigil) { judge(vigil); });
    return outcome;
  }

  OutputHooks output_hooks() {
    OutputHooks hooks;
    hooks.on_waiting = [&](const std::string& writer) {
      tell(WaitingForOutput{path_, writer, request_.output.patience});
    };
    hooks.on_copying = [&](const Copying& copying) {
      done_ = copying.sessions;
      tell(copying);
    };
    return hooks;
  }
  WorkHooks work_hooks() {
    return {.at = [this](auto& vigil, const Activity& activity) { at(vigil, activity, 0); },
            .stop = [this] { return stop(); }};
  }

  /// On rank 0.
  void be_seen_at(const Activity& activity, const std::vector<parallel::RollCall::Heard>& ranks) {
    at_ = activity;
    if (activity.phase != Phase::waiting) be_stoppable();  // else the output is another run's
    if (activity.phase != Phase::waiting && activity.phase != Phase::making) journal_.begin(false);
    journal_.see(activity, ranks);
    tell(Working{activity});
  }

  void judge(parallel::Vigil& vigil) {
    const auto alive = [&](const Activity& activity) { vigil.alive(activity); };
    const auto warning = judge_failures(chain_, files_.empty() ? open(Access::read) : files_, alive);
    if (warning) tell(Warning{*warning});
    if (files_.empty()) return;
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
      done_ = outcome.done;
      watch_.reset();  // the file that it looks at is about to be replaced by us
      agree_on_next_round(ranks_, chain_, output_, outcome.next->sessions_per_case, path_, output_hooks(),
                          work_hooks());
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
    journal_.begin(output_.state == Output::State::created);
    tell_of_a_run_in_vain();
    tell_of_a_copy_left_behind();
    journal_.simulate(blocks_done());
    be_stoppable();
    tell(Begun{static_cast<std::size_t>(ranks_.size()), nodes(), sessions_in(chain_, output_.pending),
               output_.pending.size()});
  }

  std::uint64_t blocks_done() const { return chain_.blocks_held().size() - output_.pending.size(); }

  /// On rank 0.
  std::size_t nodes() const { return std::set(journal_.hosts().begin(), journal_.hosts().end()).size(); }

  /// From now on this rank may want all to stop, by time, too. Its time is counted from here.
  void be_stoppable() {
    if (stop_) return;
    parallel::StopConditions conditions = request_.stop;
    conditions.end_of_job -= hooks_.clock().now() - begin_;  // the wait for the output has not put it off
    conditions.stop_file = ranks_.is_root() ? stop_file_of(path_) : fs::path();
    if (take_stop_file_away()) tell(StaleStopFile{stop_file_of(path_)});
    stop_.emplace(std::move(conditions), hooks_.clock(), [this] { return hooks_.stop(); });
  }

  void tell_of_a_run_in_vain() {
    if (!ranks_.is_root() || output_.state != Output::State::continued) return;
    const std::optional<RunRecord>& last = journal_.before();
    if (last && did_no_block(*last, blocks_done())) tell(NothingDone{last->started, last->stop_reason});
  }

  void tell_of_a_copy_left_behind() {
    if (!ranks_.is_root() || output_.state != Output::State::continued || chain_[0].is_in_rounds()) return;
    std::error_code unknown;
    const fs::path draft = store::draft_of(path_);
    if (!fs::exists(draft, unknown)) return;
    tell(Warning{fmt::format(
        "{} is there (a copy for --extend was interrupted) --extend goes on with it; else remove it", draft.string())});
  }

  /// Simulates all blocks that are to do, unless it is stopped.
  RunOutcome run_round() {
    watch_.reset();
    ranks_.together([&] {
      files_ = open(Access::write);
      if (ranks_.is_root()) require_prepared();
    });
    if (ranks_.is_root()) watch_.emplace(files_.front(), hooks_.clock());
    const BlockList pending = is_dynamic_ ? dearest_first(chain_, output_.pending) : output_.pending;
    const std::vector<std::uint64_t> by_stage = blocks_by_stage(chain_, pending);
    const auto schedule =
        is_dynamic_ ? parallel::dynamic_schedule(ranks_, by_stage) : parallel::static_schedule(ranks_, by_stage);
    const Clock& clock = hooks_.clock();
    const auto progress = ranks_.is_root() ? hooks_.progress(clock) : RunHooks().progress(clock);
    Run run({chain_, ranks_, files_, *schedule, pending, *progress, clock, *this, prepared_});
    while (run.step()) {
    }
    return run.finish();
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
      ranks_.at_root([&](parallel::Vigil& vigil) { tell_completed(outcome, vigil); });
    }
  }

  /// Throws InputOutputError when the work is not in the output: it is lost with this run, or has another name.
  void close_journal(const RunOutcome& outcome) {
    try {
      require_in_place(files_.front());
    } catch (const InputOutputError& error) {
      take_stop_file_away();
      journal_.close_without_output(error.what());
      throw;
    }
    journal_.close(outcome);
  }

  /// All ranks have left what rank 0 was at. The file is as it was, and the same call goes on from there.
  RunOutcome end_at_work(parallel::StopReason reason) {
    leave_lock_to_root();
    RunOutcome outcome;
    outcome.stopped = reason;
    const bool has_all_blocks = at_.phase == Phase::closing || at_.phase == Phase::deciding;
    outcome.done = ranks_.broadcast(has_all_blocks ? chain_.sessions_held() : done_);
    outcome.sessions = ranks_.broadcast(journal_.sessions());
    if (reason == parallel::StopReason::output_lost)
      ranks_.at_root([&] { close_journal(outcome); });
    else
      journal_.close(outcome);
    if (stop_) take_stop_file_away();
    tell(StoppedAtWork{path_, reason, at_});
    return outcome;
  }

  /// What is told of it is read from the output. One that cannot be read has been replaced since, or is damaged.
  void tell_completed(const RunOutcome& outcome, parallel::Vigil& vigil) {
    const auto alive = [&](const Activity& activity) {
      tell(Working{activity});
      vigil.alive(activity);
    };
    try {
      tell(Completed{path_, outcome.sessions, hooks_.clock().now() - start_, alive});
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

  /// Into this run's record. One that was refused has none: what is there, perhaps begun in the same second, is of the
  /// run that writes the output.
  void leave_words(const std::string& words) const {
    if (ranks_.is_root() && !journal_.has_begun()) return;
    leave_last_words(path_, journal_.started(), words);
  }

  const Communicator& ranks_;
  Chain chain_;
  const RunRequest request_;
  const fs::path path_;
  RunHooks& hooks_;
  const double begin_;  ///< [s] of all
  double start_ = 0;    ///< [s] of the simulation
  const bool is_dynamic_;
  PreparedCases prepared_{most_prepared_cases};
  Output output_;
  std::vector<store::ResultFile>
      files_;                         ///< of the stages; open to the end: its number is nobody else's as long as it is
  std::optional<OutputWatch> watch_;  ///< on rank 0
  Journal journal_;
  const parallel::LastWords last_words_;
  std::optional<parallel::StopDecision> stop_;
  Activity at_;             ///< on rank 0: what it was at last
  std::uint64_t done_ = 0;  ///< sessions in the file that is being copied
};

}  // namespace

bool is_dynamic(Scheduling scheduling, const Chain& chain) {
  return scheduling == Scheduling::dynamic || (scheduling == Scheduling::automatic && chain.has_uneven_costs());
}

RunOutcome simulate(const Communicator& ranks, const Chain& chain, const RunRequest& request, RunHooks& hooks) {
  return Simulation(ranks, chain, ranks.broadcast(request), hooks).to_the_end();
}

}  // namespace ergodic::engine
