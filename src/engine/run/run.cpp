#include "engine/run/run.hpp"

#include "core/reason.hpp"
#include "engine/closing.hpp"
#include "engine/failure_columns.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

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

/// [s] between two messages of one of so many ranks.
double roll_call_interval(int ranks) { return std::max(exchange_interval, ranks / most_messages); }

}  // namespace

std::uint64_t sessions_in(const Plan& plan, const BlockList& blocks) {
  std::uint64_t sessions = 0;
  for (const IndexRange& run : blocks.runs()) {
    for (std::uint64_t block = run.first; block < run.last; ++block)
      sessions += plan.block(block).replicates.count;
  }
  return sessions;
}

Run::Run(const Parts& parts)
    : parts_(parts),
      simulator_(parts_.plan, this),
      exchange_(parts_.communicator, parts_.clock, exchange_interval),
      roll_call_(parts_.communicator, parts_.clock, roll_call_interval(parts_.communicator.size())),
      sync_pace_(parts_.clock.now()) {
  mine_.working = 1;
  earlier_ = parts_.plan.sessions_held().size() - sessions_in(parts_.plan, parts_.pending);
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
  if (is_to_stop() || !next_block()) {
    make_durable();
    return false;
  }
  report();
  const std::uint64_t index = parts_.pending[run_.first++];
  const Block block = parts_.plan.block(index);
  bool is_simulated = false;
  at_sessions_of(index, [&] {
    is_simulated = simulate(block);
    if (is_simulated) write(index, block);
  });
  if (!is_simulated) {
    make_durable();
    return false;
  }
  if (sync_pace_.is_due(parts_.clock.now())) make_durable();
  if (const auto total = exchange_.poll(mine_)) see(*total);
  return true;
}

template <class Work>
void Run::at_sessions_of(std::uint64_t block, const Work& work) {
  try {
    work();
  } catch (...) {
    const Reason reason = current_reason();
    throw Error(reason.code,
                fmt::format("{}: {}", parts_.plan.sessions_text(parts_.plan.block(block)), reason.message));
  }
}

/// False where it is abandoned.
bool Run::simulate(const Block& block) {
  next_check_ = parts_.clock.now() + check_interval;
  abandons_at_.reset();
  try {
    simulator_.simulate(block);
  } catch (const Abandoned&) {
    return false;
  }
  return true;
}

void Run::check() {
  const double now = parts_.clock.now();
  if (now < next_check_) return;
  next_check_ = now + check_interval;
  report();
  if (const auto total = exchange_.poll(mine_)) see(*total);
  if (!is_to_stop()) return;
  if (!abandons_at_) abandons_at_ = now + time_to_end;
  if (now >= *abandons_at_) throw Abandoned();
}

void Run::write(std::uint64_t index, const Block& block) {
  const Rows& rows = simulator_.rows();
  if (!rows.failures().empty() && parts_.plan.study().failure_policy() == study::FailurePolicy::abort) {
    const Failure failure = in_words(rows.failures().front(), parts_.plan.failures(), parts_.plan.columns());
    const SessionId id = parts_.plan.id(block.case_index, block.replicates.first + failure.row);
    throw SessionsFailed(fmt::format("session {} failed ({}: {}) the study says failures.action: abort", number(id),
                                     failure.category, failure.reason));
  }
  const Digest digest = parts_.file.write_block(index, rows, parts_.plan.kept(), simulator_.summary().words());
  parts_.file.record(index, digest, store::Kept::written);
  written_.push_back({index, digest});
  mine_.blocks += 1;
  mine_.sessions += static_cast<std::int64_t>(block.replicates.count);
  mine_.failures += static_cast<std::int64_t>(rows.failures().size());
}

void Run::make_durable() {
  const double begin = parts_.clock.now();
  if (!written_.empty()) at_sessions_of(written_.front().block, [&] { parts_.file.make_durable(written_); });
  sync_pace_.synced(begin, parts_.clock.now());
  written_.clear();
}

RunOutcome Run::finish() {
  parts_.file.sync();  // the last ledger lines too
  mine_.working = 0;
  run_ = {};  // what a stop has left of it
  const auto mine = [&] {
    mine_.stop_for(parts_.watch.stop());  // an idle rank still hears of a reason to stop those that work
    report();
    return mine_;
  };
  exchange_.drain(mine, [&](const parallel::Pulse& total) { see(total); });
  roll_call_.close(state());
  parts_.schedule.close();
  if (parts_.communicator.is_root()) parts_.progress.close(progress_of(all_));

  RunOutcome outcome;
  outcome.sessions = static_cast<std::uint64_t>(all_.sessions);
  outcome.failures = static_cast<std::uint64_t>(all_.failures);
  outcome.done = earlier_ + outcome.sessions;
  outcome.stopped = all_.stop_reason();
  if (static_cast<std::uint64_t>(all_.blocks) < parts_.pending.size()) return outcome;

  outcome.next = agree_on_next_round();
  if (outcome.next) return outcome;
  const auto rank = static_cast<std::uint64_t>(parts_.communicator.rank());
  const auto ranks = static_cast<std::uint64_t>(parts_.communicator.size());
  const std::uint64_t parts = summary_parts(parts_.plan);
  parts_.communicator.together([&] { write_summaries(parts_.plan, parts_.file, share(parts, rank, ranks)); });
  parts_.communicator.at_root([&] { parts_.file.close_ledger(); });
  outcome.complete = true;
  return outcome;
}

std::optional<NextRound> Run::agree_on_next_round() const {
  if (!parts_.plan.is_in_rounds()) return std::nullopt;
  std::optional<NextRound> next;
  parts_.communicator.at_root([&] { next = next_round(parts_.plan, parts_.file); });
  return parts_.communicator.broadcast(next);
}

void Run::see(const parallel::Pulse& total) {
  all_ = total;
  if (parts_.communicator.is_root()) parts_.progress.show(progress_of(total));
}

parallel::RankState Run::state() const {
  const IndexRange blocks =
      run_.empty() ? IndexRange{} : IndexRange{parts_.pending[run_.first], parts_.pending[run_.last - 1] + 1};
  return {static_cast<std::uint64_t>(mine_.sessions), static_cast<std::uint64_t>(mine_.failures), blocks};
}

void Run::report() {
  roll_call_.report(state());
  if (!parts_.communicator.is_root()) return;
  parts_.watch.see(roll_call_.heard());
  tell_of_stop();
}

void Run::tell_of_stop() {
  if (has_told_of_stop_ || parts_.communicator.size() == 1 || stop_reason() == parallel::StopReason::none) return;
  has_told_of_stop_ = true;
  parts_.watch.stopping(stop_reason());
}

parallel::Progress Run::progress_of(const parallel::Pulse& total) const {
  const auto here = static_cast<std::uint64_t>(total.sessions);
  return {earlier_ + here, parts_.plan.sessions_held().size(), here, static_cast<std::uint64_t>(total.failures)};
}

}  // namespace ergodic::engine
