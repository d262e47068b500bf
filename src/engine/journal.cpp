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

Journal::Journal(const parallel::Communicator& ranks, const std::filesystem::path& output, RunRecord begun, bool fresh,
                 RunHooks& hooks)
    : is_kept_(ranks.is_root()),
      hooks_(hooks),
      clock_(hooks.clock()),
      start_(clock_.now()),
      output_(output),
      run_(std::move(begun)) {
  run_.hosts = ranks.hosts();
  run_.program_version = program_version();
  run_.started = timestamp();
  run_.updated = run_.started;
  run_.state = "running";
  keep([&] { append_run_record(output_, run_, fresh); });
}

void Journal::see(const std::vector<parallel::RollCall::Heard>& ranks) {
  const double now = clock_.now();
  if (now < next_) return;
  take(ranks);
  write();
  const double cost = clock_.now() - now;
  next_ = now + std::max(interval, cost / most_of_time);
}

void Journal::end_round(const std::vector<parallel::RollCall::Heard>& ranks) {
  take(ranks);
  earlier_ = run_.per_rank;
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
  for (const auto& [state, at] : ranks) {
    const auto silent_for = std::isfinite(at) ? std::optional(clock_.now() - at) : std::nullopt;
    RankRecord rank{state.sessions, state.failures, state.blocks, silent_for};
    if (!earlier_.empty()) {
      rank.sessions += earlier_[run_.per_rank.size()].sessions;
      rank.failures += earlier_[run_.per_rank.size()].failures;
    }
    run_.sessions += rank.sessions;
    run_.failures += rank.failures;
    run_.per_rank.push_back(rank);
  }
}

void Journal::write() {
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
