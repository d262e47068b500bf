#include "engine/journal.hpp"

#include "engine/plan.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <utility>

namespace ergodic::engine {
namespace {

constexpr double interval = 2;              ///< [s] between two records
constexpr double most_of_time = 1 / 500.0;  ///< that writing them may take, of many ranks or starts too

}  // namespace

Journal::Journal(const parallel::Communicator& ranks, const std::filesystem::path& output, RunRecord known,
                 RunHooks& hooks)
    : is_kept_(ranks.is_root()),
      hooks_(hooks),
      clock_(hooks.clock()),
      start_(clock_.now()),
      output_(output),
      run_(std::move(known)),
      spent_(run_.costs) {
  run_.hosts = ranks.hosts();
  run_.program_version = program_version();
  run_.started = ranks.broadcast(timestamp());
  run_.state = "running";
}

void Journal::begin(bool fresh) {
  if (std::exchange(has_begun_, true)) return;
  run_.updated = timestamp();
  keep([&] {
    before_ = last_run_record(output_);
    append_run_record(output_, run_, fresh);
  });
}

void Journal::simulate(std::uint64_t blocks_done) {
  start_ = clock_.now();
  run_.blocks_before = blocks_done;
  run_.doing = {Phase::running};
  write();
}

void Journal::see(const Activity& doing, const std::vector<parallel::RollCall::Heard>& ranks) {
  const double now = clock_.now();
  const bool is_another = doing.phase != run_.doing.phase;
  run_.doing = doing;
  if (!has_begun_ || (now < next_ && !is_another)) return;
  if (doing.phase == Phase::running)
    take(ranks);
  else
    take_silence(ranks);
  write();
  const double cost = clock_.now() - now;
  run_.renewed_every = std::max(interval, cost / most_of_time);
  next_ = now + run_.renewed_every;
}

void Journal::stopping(parallel::StopReason reason) {
  run_.stop_reason = parallel::explain(reason);
  write();
}

void Journal::end_round(const std::vector<parallel::RollCall::Heard>& ranks) {
  take(ranks);
  earlier_ = run_.per_rank;
}

void Journal::spend(const Chain& chain, const WorkCosts& costs, const std::vector<CaseCost>& dearest) {
  spent_ += costs;
  run_.costs = spent_;
  dearest_.insert(dearest_.end(), dearest.begin(), dearest.end());
  dearest_ = dearest_of(dearest_);
  run_.dearest.clear();
  for (const CaseCost& cost : dearest_) {
    const Plan& plan = chain[cost.stage];
    run_.dearest.push_back({plan.stage(), plan.case_label(cost.case_index), cost});
  }
}

void Journal::close(const RunOutcome& outcome) {
  end(outcome.complete ? "complete" : "unfinished", outcome.complete ? "" : parallel::explain(outcome.stopped));
}

void Journal::close_without_output(const std::string& why) { end("unfinished", why); }

void Journal::end(const std::string& state, const std::string& why) {
  run_.ended = timestamp();
  run_.state = state;
  run_.stop_reason = why;
  write();
}

void Journal::take(const std::vector<parallel::RollCall::Heard>& ranks) {
  run_.sessions = run_.failures = 0;
  run_.per_rank.clear();
  run_.costs = spent_;
  for (const auto& [state, at] : ranks) {
    RankRecord rank{state.sessions, state.failures, state.blocks, silence_since(at)};
    if (!earlier_.empty()) {
      rank.sessions += earlier_[run_.per_rank.size()].sessions;
      rank.failures += earlier_[run_.per_rank.size()].failures;
    }
    run_.costs += state.costs;
    run_.sessions += rank.sessions;
    run_.failures += rank.failures;
    run_.per_rank.push_back(rank);
  }
}

/// Of ranks that simulate nothing: what they have done stays.
void Journal::take_silence(const std::vector<parallel::RollCall::Heard>& ranks) {
  run_.per_rank.resize(ranks.size());
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    run_.per_rank[i].blocks = {};
    run_.per_rank[i].silent_for = silence_since(ranks[i].at);
  }
}

std::optional<double> Journal::silence_since(double at) const {
  return std::isfinite(at) ? std::optional(clock_.now() - at) : std::nullopt;
}

void Journal::write() {
  if (!has_begun_) return;
  run_.updated = timestamp();
  run_.seconds = clock_.now() - start_;
  keep([&] { update_run_record(output_, run_); });
}

void Journal::keep(const std::function<void()>& write) {
  if (!is_kept_) return;
  try {
    write();
  } catch (const std::exception& error) {
    is_kept_ = false;
    hooks_.tell(Warning{error.what()});
  }
}

}  // namespace ergodic::engine
