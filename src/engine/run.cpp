#include "engine/run.hpp"

#include "core/reason.hpp"
#include "engine/closing.hpp"

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

/// [s] between two messages of one of so many ranks.
double roll_call_interval(int ranks) { return std::max(exchange_interval, ranks / most_messages); }

}  // namespace

Run::Run(With with)
    : with_(std::move(with)),
      simulator_(with_.plan),
      exchange_(with_.communicator, with_.clock, exchange_interval),
      roll_call_(with_.communicator, with_.clock, roll_call_interval(with_.communicator.size())),
      sync_pace_(with_.clock.now()) {
  mine_.working = 1;
  earlier_ = with_.plan.sessions_held().size();
  for (const IndexRange& run : with_.pending.runs()) {
    for (std::uint64_t block = run.first; block < run.last; ++block) {
      earlier_ -= with_.plan.block(block).replicates.count;
    }
  }
}

bool Run::is_to_stop() {
  mine_.stop_for(with_.stop());
  return mine_.stop_reason() != parallel::StopReason::none || all_.stop_reason() != parallel::StopReason::none;
}

bool Run::next_block() {
  if (run_.empty()) run_ = with_.schedule.next().value_or(IndexRange{});
  return !run_.empty();
}

bool Run::step() {
  if (is_to_stop() || !next_block()) {
    make_durable();
    return false;
  }
  report();
  const std::uint64_t index = with_.pending[run_.first++];
  const Block block = with_.plan.block(index);
  at_sessions_of(index, [&] { simulate_and_write(index, block); });
  if (sync_pace_.is_due(with_.clock.now())) make_durable();
  if (const auto total = exchange_.poll(mine_)) see(*total);
  return true;
}

template <class Work>
void Run::at_sessions_of(std::uint64_t block, const Work& work) {
  try {
    work();
  } catch (...) {
    const Reason reason = current_reason();
    throw Error(reason.code, fmt::format("{}: {}", with_.plan.sessions_text(with_.plan.block(block)), reason.message));
  }
}

void Run::simulate_and_write(std::uint64_t index, const Block& block) {
  simulator_.simulate(block);
  const Rows& rows = simulator_.rows();
  if (!rows.failures().empty() && with_.plan.study().failure_policy() == study::FailurePolicy::abort) {
    const Failure& failure = rows.failures().front();
    const SessionId id = with_.plan.id(block.case_index, block.replicates.first + failure.row);
    throw SessionsFailed(fmt::format("session {} failed ({}: {}) the study says failures.action: abort", number(id),
                                     failure.category, failure.reason));
  }
  const Digest digest = with_.file.write_block(index, rows, with_.plan.kept(), simulator_.summary().words());
  with_.file.record(index, digest, store::Kept::written);
  written_.push_back({index, digest});
  mine_.blocks += 1;
  mine_.sessions += static_cast<std::int64_t>(block.replicates.count);
  mine_.failures += static_cast<std::int64_t>(rows.failures().size());
}

void Run::make_durable() {
  const double begin = with_.clock.now();
  if (!written_.empty()) at_sessions_of(written_.front().block, [&] { with_.file.make_durable(written_); });
  sync_pace_.synced(begin, with_.clock.now());
  written_.clear();
}

RunOutcome Run::finish() {
  with_.file.sync();  // the last ledger lines too
  mine_.working = 0;
  run_ = {};  // what a stop has left of it
  const auto mine = [&] {
    mine_.stop_for(with_.stop());  // an idle rank still hears of a reason to stop those that work
    report();
    return mine_;
  };
  exchange_.drain(mine, [&](const parallel::Pulse& total) { see(total); });
  roll_call_.close(state());
  with_.schedule.close();
  if (with_.communicator.is_root()) with_.progress.close(progress_of(all_));

  RunOutcome outcome;
  outcome.sessions = static_cast<std::uint64_t>(all_.sessions);
  outcome.failures = static_cast<std::uint64_t>(all_.failures);
  outcome.done = earlier_ + outcome.sessions;
  outcome.stopped = all_.stop_reason();
  if (static_cast<std::uint64_t>(all_.blocks) < with_.pending.size()) return outcome;

  outcome.next = agree_on_next_round();
  if (outcome.next) return outcome;
  const auto rank = static_cast<std::uint64_t>(with_.communicator.rank());
  const auto ranks = static_cast<std::uint64_t>(with_.communicator.size());
  const std::uint64_t parts = summary_parts(with_.plan);
  with_.communicator.together([&] { write_summaries(with_.plan, with_.file, share(parts, rank, ranks)); });
  with_.communicator.at_root([&] { with_.file.close_ledger(); });
  outcome.complete = true;
  return outcome;
}

std::optional<NextRound> Run::agree_on_next_round() const {
  if (!with_.plan.is_in_rounds()) return std::nullopt;
  std::optional<NextRound> next;
  with_.communicator.at_root([&] { next = next_round(with_.plan, with_.file); });
  const std::uint64_t sessions =
      with_.communicator.broadcast(std::vector{next ? next->sessions_per_case : std::uint64_t{0}}).front();
  if (sessions > 0 && !next) next = NextRound{sessions, ""};
  return next;
}

void Run::see(const parallel::Pulse& total) {
  all_ = total;
  if (with_.communicator.is_root()) with_.progress.show(progress_of(total));
}

parallel::RankState Run::state() const {
  const IndexRange blocks =
      run_.empty() ? IndexRange{} : IndexRange{with_.pending[run_.first], with_.pending[run_.last - 1] + 1};
  return {static_cast<std::uint64_t>(mine_.sessions), static_cast<std::uint64_t>(mine_.failures), blocks};
}

void Run::report() {
  roll_call_.report(state());
  if (with_.communicator.is_root()) with_.watch(roll_call_.heard());
}

parallel::Progress Run::progress_of(const parallel::Pulse& total) const {
  const auto here = static_cast<std::uint64_t>(total.sessions);
  return {earlier_ + here, with_.plan.sessions_held().size(), here, static_cast<std::uint64_t>(total.failures)};
}

}  // namespace ergodic::engine
