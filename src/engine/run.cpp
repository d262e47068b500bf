#include "engine/run.hpp"

#include "engine/results.hpp"
#include "engine/summary_variables.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::engine {
namespace {

/// [s] between two progress exchanges: often enough for a bar and for a stop, too rare to cost anything.
constexpr double exchange_interval = 0.25;

/// Writes the summaries of this rank's share of the cases into the file.
void write_summaries(const Plan& plan, store::ResultFile& file, IndexRange cases) {
  for (std::uint64_t i = cases.first; i < cases.last; ++i) {
    const statistics::Summary summary = fold_case(plan, file, i);
    const auto quantiles = [&](const std::string& column) {
      return case_quantiles(plan, file, i, summary, column, summary_probabilities());
    };
    const auto values = summary_values(plan.summary_layout(), summary, quantiles);
    for (std::size_t v = 0; v < values.size(); ++v)
      file.write_variable(v, i, values[v]);
  }
  file.sync();
}

}  // namespace

Run::Run(With with)
    : with_(std::move(with)), simulator_(with_.plan), exchange_(with_.communicator, with_.clock, exchange_interval) {
  mine_.working = 1;
  std::uint64_t pending_sessions = 0;
  for (const std::uint64_t block : with_.pending)
    pending_sessions += with_.plan.block(block).replicates.count;
  earlier_ = with_.plan.session_count() - pending_sessions;
}

bool Run::next_block() {
  if (run_.empty()) run_ = with_.schedule.next().value_or(IndexRange{});
  return !run_.empty();
}

bool Run::step() {
  if (with_.wants_to_stop()) mine_.stopping = 1;
  if (mine_.stopping != 0 || all_.stopping != 0 || !next_block()) return false;

  const std::uint64_t index = with_.pending[run_.first++];
  const Block block = with_.plan.block(index);
  simulator_.simulate(block);
  const Rows& rows = simulator_.rows();
  if (!rows.failures().empty() && with_.plan.study().failure_policy() == study::FailurePolicy::abort) {
    const Failure& failure = rows.failures().front();
    throw SessionsFailed(fmt::format("session {} of case {} failed ({}: {}) the study says failures.action: abort",
                                     block.replicates.first + failure.row,
                                     with_.plan.study().case_label(block.case_index), failure.category,
                                     failure.reason));
  }
  commit(index, block);

  mine_.blocks += 1;
  mine_.sessions += static_cast<std::int64_t>(block.replicates.count);
  mine_.failures += static_cast<std::int64_t>(rows.failures().size());
  if (const auto total = exchange_.poll(mine_)) see(*total);
  return true;
}

void Run::commit(std::uint64_t index, const Block& block) {
  try {
    with_.file.record(
        index, with_.file.write_block(index, simulator_.rows(), with_.plan.kept(), simulator_.summary().words()));
  } catch (const InputOutputError& error) {
    const std::uint64_t first = block.case_index * with_.plan.layout().sessions_per_case + block.replicates.first;
    throw InputOutputError(
        fmt::format("sessions {}-{}: {}", first, first + block.replicates.count - 1, error.what()));
  }
}

RunOutcome Run::finish() {
  mine_.working = 0;
  exchange_.drain(mine_, [&](const parallel::Pulse& total) { see(total); });
  with_.schedule.close();
  if (with_.communicator.is_root()) with_.progress.close(progress_of(all_));

  RunOutcome outcome;
  outcome.sessions = static_cast<std::uint64_t>(all_.sessions);
  outcome.failures = static_cast<std::uint64_t>(all_.failures);
  if (static_cast<std::uint64_t>(all_.blocks) < with_.pending.size()) return outcome;

  const auto rank = static_cast<std::uint64_t>(with_.communicator.rank());
  const auto ranks = static_cast<std::uint64_t>(with_.communicator.size());
  const std::uint64_t cases = with_.plan.layout().case_count();
  with_.communicator.together([&] { write_summaries(with_.plan, with_.file, share(cases, rank, ranks)); });
  with_.communicator.at_root([&] { with_.file.close_ledger(); });
  outcome.complete = true;
  return outcome;
}

void Run::see(const parallel::Pulse& total) {
  all_ = total;
  if (with_.communicator.is_root()) with_.progress.show(progress_of(total));
}

parallel::Progress Run::progress_of(const parallel::Pulse& total) const {
  const auto here = static_cast<std::uint64_t>(total.sessions);
  return {earlier_ + here, with_.plan.session_count(), here, static_cast<std::uint64_t>(total.failures)};
}

}  // namespace ergodic::engine
