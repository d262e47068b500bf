#include "engine/run/run.hpp"

#include "core/packed.hpp"
#include "core/reason.hpp"
#include "engine/closing.hpp"
#include "engine/summary/failure_columns.hpp"
#include "parallel/watch/waiting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace ergodic::engine {
namespace {

/// [s] between two progress exchanges: often enough for a bar and for a stop, too rare to cost anything.
constexpr double exchange_interval = 0.25;

/// [messages/s] that all ranks together tell rank 0 of themselves: it takes one in a microsecond or so, and simulates
/// too.
constexpr double most_messages = 4000;

/// [s] between two looks at what goes on, within a block.
constexpr double check_interval = 0.1;
/// [s] that a block may take to its end when all are to stop: the work of most blocks is kept, and all ranks are out
/// within 5 s.
constexpr double time_to_end = 3;

/// Thrown out of a block that is given up.
struct Abandoned {};

/// [s] between two looks of a rank that waits for the others at the end of a stage.
constexpr auto stage_rest = std::chrono::microseconds(50);

bool has_one_host(const parallel::Communicator& ranks) {
  return ranks.all(ranks.broadcast(parallel::Communicator::host()) == parallel::Communicator::host());
}

/// [s] between two messages of one of so many ranks.
double roll_call_interval(int ranks) { return std::max(exchange_interval, ranks / most_messages); }

}  // namespace

std::uint64_t sessions_in(const Chain& chain, const BlockList& blocks) {
  std::uint64_t sessions = 0;
  for (const IndexRange& run : blocks.runs()) {
    for (std::uint64_t block = run.first; block < run.last; ++block) {
      const Chain::Place place = chain.place(block);
      sessions += chain[place.stage].layout().sessions_in(place.block);
    }
  }
  return sessions;
}

std::vector<std::uint64_t> blocks_by_stage(const Chain& chain, const BlockList& blocks) {
  std::vector<std::uint64_t> counts(chain.size(), 0);
  for (const IndexRange& run : blocks.runs()) {
    for (std::uint64_t block = run.first; block < run.last;) {
      const std::size_t stage = chain.place(block).stage;
      const std::uint64_t end = stage + 1 < chain.size() ? std::min(run.last, chain.first_block(stage + 1)) : run.last;
      counts[stage] += end - block;
      block = end;
    }
  }
  return counts;
}

Run::Run(const Parts& parts)
    : parts_(parts),
      has_one_host_(parts_.chain.is_single() || has_one_host(parts_.communicator)),
      milestones_(parts_.communicator, parts_.chain.is_single() ? 0 : parts_.chain.size()),
      exchange_(parts_.communicator, parts_.clock, exchange_interval),
      roll_call_(parts_.communicator, parts_.clock, roll_call_interval(parts_.communicator.size())),
      written_(parts_.chain.size()),
      sync_pace_(parts_.clock.now()),
      begin_(parts_.clock.now()) {
  mine_.working = 1;
  roll_call_.now_at({Phase::running});
  earlier_ = parts_.chain.sessions_held() - sessions_in(parts_.chain, parts_.pending);
}

parallel::StopReason Run::stop_reason() const {
  return mine_.stop_reason() != parallel::StopReason::none ? mine_.stop_reason() : all_.stop_reason();
}

bool Run::is_to_stop() {
  mine_.stop_for(parts_.watch.stop());
  return stop_reason() != parallel::StopReason::none;
}

bool Run::next_block() {
  if (run_.empty()) run_ = parts_.schedule.next().value_or(IndexRange{});
  return !run_.empty();
}

bool Run::step() {
  if (is_to_stop()) return leave();
  if (!next_block()) {
    make_durable();
    return false;
  }
  report();
  const Chain::Place place = parts_.chain.place(parts_.pending[run_.first]);
  if (!enter(place.stage)) return leave();
  ++run_.first;
  const Block block = parts_.chain[place.stage].block(place.block);
  bool is_simulated = false;
  at_sessions_of(place, [&] {
    is_simulated = simulate(place, block);
    if (is_simulated) write(place, block);
  });
  meter_.at(Work::other);
  if (!is_simulated) return leave();
  if (sync_pace_.is_due(parts_.clock.now())) make_durable();
  if (const auto total = exchange_.poll(mine_)) see(*total);
  return true;
}

/// Begins with the blocks of a stage, once those that it reads are done. False: all are to stop before that.
bool Run::enter(std::size_t stage) {
  if (simulator_ && stage == stage_) return true;
  leave_stages_before(stage);
  if (const auto read = parts_.chain.last_read(stage); read && !wait_for(*read)) return false;
  stage_ = stage;
  Interruption* const looks = this;
  simulator_.emplace(parts_.chain, parts_.files, stage, looks);
  simulator_->tell(meter_, parts_.prepared);
  return true;
}

/// Tells the others that this rank has no more to do in the stages before, all that it wrote there being where they can
/// read it: on other hosts that is when it is durable.
void Run::leave_stages_before(std::size_t stage) {
  if (parts_.chain.is_single()) return;
  if (!has_one_host_) make_durable();
  milestones_.pass_to(stage);
}

/// Until all ranks have left the stage, and so the ones before. False: all are to stop, or one has, and the stage will
/// not be done.
bool Run::wait_for(std::size_t stage) {
  using State = parallel::Milestones::State;
  const AtWork waiting(meter_, Work::waiting);
  const parallel::Waiting for_others;
  abandons_at_.reset();
  for (;;) {
    if (const State state = milestones_.state(stage); state != State::ahead) return state == State::passed;
    check();
    if (stop_reason() != parallel::StopReason::none) return false;
    std::this_thread::sleep_for(stage_rest);
  }
}

/// With blocks left that this rank was to do. False.
bool Run::leave() {
  milestones_.give_up();
  make_durable();
  return false;
}

template <class Work>
void Run::at_sessions_of(const Chain::Place& place, const Work& work) {
  try {
    work();
  } catch (...) {
    const Reason reason = current_reason();
    const Plan& plan = parts_.chain[place.stage];
    throw Error(reason.code, fmt::format("{}: {}", plan.sessions_text(plan.block(place.block)), reason.message));
  }
}

/// False where it is abandoned.
bool Run::simulate(const Chain::Place& place, const Block& block) {
  next_check_ = parts_.clock.now() + check_interval;
  abandons_at_.reset();
  const Cost preparing = meter_.booked(Work::preparing), simulating = meter_.booked(Work::simulating);
  try {
    simulator_->simulate(block);
  } catch (const Abandoned&) {
    return false;
  }
  meter_.at(Work::writing);
  dearest_.add({place.stage, block.case_index, block.replicates.count, meter_.booked(Work::preparing) - preparing,
                meter_.booked(Work::simulating) - simulating, 0});
  return true;
}

void Run::check() {
  const double now = parts_.clock.now();
  if (now < next_check_) return;
  next_check_ = now + check_interval;
  meter_.costs();  // what is told of a long session goes on
  report();
  if (const auto total = exchange_.poll(mine_)) see(*total);
  if (!is_to_stop()) return;
  if (!abandons_at_) abandons_at_ = now + time_to_end;
  if (now >= *abandons_at_) throw Abandoned();
}

void Run::write(const Chain::Place& place, const Block& block) {
  const Plan& plan = parts_.chain[place.stage];
  const Rows& rows = simulator_->rows();
  if (!rows.failures().empty() && plan.study().failure_policy() == study::FailurePolicy::abort) {
    const Failure failure = in_words(rows.failures().front(), plan.failures(), plan.columns());
    const SessionId id = plan.id(block.case_index, block.replicates.first + failure.row);
    throw SessionsFailed(fmt::format("session {} failed ({}: {}) the study says failures.action: abort", number(id),
                                     failure.category, failure.reason));
  }
  store::ResultFile& file = parts_.files[place.stage];
  const Digest digest = file.write_block(place.block, rows, plan.kept(), simulator_->words());
  file.record(place.block, digest, store::Kept::written);
  written_[place.stage].push_back({place.block, digest});
  mine_.blocks += 1;
  mine_.sessions += static_cast<std::int64_t>(block.replicates.count);
  mine_.failures += static_cast<std::int64_t>(rows.failures().size());
  mine_.microseconds = microseconds();
}

std::int64_t Run::microseconds() const {
  return static_cast<std::int64_t>(std::llround((parts_.clock.now() - begin_) * 1e6));
}

void Run::make_durable() {
  const AtWork syncing(meter_, Work::syncing);
  const double begin = parts_.clock.now();
  bool is_synced = false;  // one file, one sync
  for (std::size_t stage = 0; stage < written_.size(); ++stage) {
    std::vector<store::WrittenBlock>& blocks = written_[stage];
    if (blocks.empty()) continue;
    at_sessions_of({stage, blocks.front().block}, [&] {
      is_synced ? parts_.files[stage].call_durable(blocks) : parts_.files[stage].make_durable(blocks);
    });
    is_synced = true;
    blocks.clear();
  }
  sync_pace_.synced(begin, parts_.clock.now());
}

RunOutcome Run::finish() {
  meter_.at(Work::syncing);
  parts_.files.front().sync();  // the last ledger lines too, of all stages
  leave_stages_before(parts_.chain.size());
  meter_.at(Work::waiting);
  mine_.working = 0;
  run_ = {};  // what a stop has left of it
  const auto mine = [&] {
    mine_.stop_for(parts_.watch.stop());  // an idle rank still hears of a reason to stop those that work
    mine_.microseconds = microseconds();  // it will not do more
    report();
    return mine_;
  };
  exchange_.drain(mine, [&](const parallel::Pulse& total) { see(total); });
  roll_call_.close(state());
  parts_.schedule.close();
  milestones_.close();
  if (parts_.communicator.is_root()) {
    parts_.watch.ended(roll_call_.heard());
    parts_.progress.close(progress_of(all_));
  }

  RunOutcome outcome;
  outcome.sessions = static_cast<std::uint64_t>(all_.sessions);
  outcome.failures = static_cast<std::uint64_t>(all_.failures);
  outcome.done = earlier_ + outcome.sessions;
  outcome.stopped = all_.stop_reason();
  if (static_cast<std::uint64_t>(all_.blocks) == parts_.pending.size()) {
    outcome.next = agree_on_next_round();
    if (!outcome.next) close_file();
    outcome.complete = !outcome.next;
  }
  tell_of_costs();
  return outcome;
}

namespace {

/// What a rank tells at its end.
struct Spent {
  WorkCosts costs;
  std::vector<CaseCost> dearest;
};

}  // namespace

void Run::tell_of_costs() {
  meter_.at(Work::other);
  const std::vector<std::string> told = parts_.communicator.gather(packed(Spent{meter_.costs(), dearest_.list()}));
  if (!parts_.communicator.is_root()) return;
  WorkCosts costs;
  std::vector<CaseCost> cases;
  for (const std::string& rank : told) {
    const auto spent = unpacked<Spent>(rank);
    costs += spent.costs;
    cases.insert(cases.end(), spent.dearest.begin(), spent.dearest.end());
  }
  parts_.watch.spent(costs, dearest_of(cases));
}

void Run::close_file() {
  const AtWork closing(meter_, Work::closing);
  const auto rank = static_cast<std::uint64_t>(parts_.communicator.rank());
  const auto ranks = static_cast<std::uint64_t>(parts_.communicator.size());
  std::uint64_t parts = 0, cases = 0;
  for (std::size_t stage = 0; stage < parts_.chain.size(); ++stage) {
    parts += summary_parts(parts_.chain[stage]);
    cases += parts_.chain[stage].layout().case_count();
  }
  const std::uint64_t parts_of_case = std::max<std::uint64_t>(parts / std::max<std::uint64_t>(cases, 1), 1);
  const auto fold = [&](parallel::Vigil& vigil) {
    write_summaries(parts_.chain, parts_.files, rank, ranks, [&](std::uint64_t written) {
      const std::uint64_t of_all = std::max(vigil.done(), written);
      parts_.watch.at(vigil, {Phase::closing, std::min(of_all / parts_of_case, cases), cases}, written);
    });
  };
  parts_.communicator.together(fold, [&] { return parts_.watch.stop(); });
  parts_.communicator.at_root([&] { close_ledgers(parts_.files); });
}

std::optional<NextRound> Run::agree_on_next_round() const {
  const Plan& plan = parts_.chain[0];
  if (!plan.is_in_rounds()) return std::nullopt;
  std::optional<NextRound> next;
  const auto decide = [&](parallel::Vigil& vigil) {
    next =
        next_round(plan, parts_.files.front(), [&](const Activity& activity) { parts_.watch.at(vigil, activity, 0); });
  };
  parts_.communicator.at_root(decide, [&] { return parts_.watch.stop(); });
  return parts_.communicator.broadcast(next);
}

void Run::see(const parallel::Pulse& total) {
  all_ = total;
  if (parts_.communicator.is_root()) parts_.progress.show(progress_of(total));
}

/// From the next to the last of those handed to this rank; the next one alone where they do not lie together.
IndexRange Run::blocks_ahead() const {
  if (run_.empty()) return {};
  const std::uint64_t first = parts_.pending[run_.first], last = parts_.pending[run_.last - 1];
  return {first, last == first + run_.size() - 1 ? last + 1 : first + 1};
}

parallel::RankState Run::state() const {
  return {static_cast<std::uint64_t>(mine_.sessions), static_cast<std::uint64_t>(mine_.failures), blocks_ahead(),
          meter_.booked()};
}

void Run::report() {
  roll_call_.report(state());
  if (!parts_.communicator.is_root()) return;
  parts_.watch.see(roll_call_.heard());
  tell_of_stop();
}

void Run::tell_of_stop() {
  if (has_told_of_stop_ || stop_reason() == parallel::StopReason::none) return;
  has_told_of_stop_ = true;
  parts_.watch.stopping(stop_reason());
}

parallel::Progress Run::progress_of(const parallel::Pulse& total) const {
  const auto here = static_cast<std::uint64_t>(total.sessions);
  // By the mean of the ranks: one in its first block counts nothing, in no time, and those that have counted stand for
  // it.
  const double seconds = static_cast<double>(total.microseconds) * 1e-6 / parts_.communicator.size();
  return {earlier_ + here, parts_.chain.sessions_held(), here, static_cast<std::uint64_t>(total.failures), seconds};
}

}  // namespace ergodic::engine
