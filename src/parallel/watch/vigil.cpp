#include "parallel/watch/vigil.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::parallel {
namespace {

constexpr double interval_of_words = 0.05;     ///< [s] between two that a rank says and hears
constexpr double interval_of_exchange = 0.25;  ///< [s]
/// [messages/s] that all ranks together tell rank 0, as while blocks are simulated.
constexpr double most_messages_a_second = 4000;

double interval_of_reports(int ranks) { return std::max(interval_of_exchange, ranks / most_messages_a_second); }

}  // namespace

Vigil::Vigil(const Communicator& communicator, std::function<StopReason()> stop)
    : communicator_(communicator),
      stop_(std::move(stop)),
      exchange_(communicator, clock_, interval_of_exchange),
      roll_call_(communicator, clock_, interval_of_reports(communicator.size())) {}

void Vigil::ask_whether_to_stop() {
  if (stop_) mine_.stop_for(stop_());
}

const Pulse& Vigil::mine() {
  roll_call_.report({});
  return mine_;
}

void Vigil::alive(const Activity& activity, std::uint64_t done_here) {
  mine_.working = 1;
  mine_.blocks = static_cast<std::int64_t>(done_here);
  const double now = clock_.now();
  if (now < next_) return;
  next_ = now + interval_of_words;
  ask_whether_to_stop();
  roll_call_.now_at(activity);
  if (const auto total = exchange_.poll(mine())) all_ = *total;
  const StopReason reason = mine_.stop_reason() != StopReason::none ? mine_.stop_reason() : all_.stop_reason();
  if (reason != StopReason::none) {
    throw Error(ExitCode::unfinished,
                fmt::format("stopped with work left ({} while {}) run the same command again to continue",
                            explain(reason), activity_text(activity)));
  }
}

StopReason Vigil::end() {
  mine_.working = 0;
  const auto mine_while_waiting = [this] {
    if (communicator_.size() > 1) ask_whether_to_stop();  // for those that still work
    return mine();
  };
  exchange_.drain(mine_while_waiting, [this](const Pulse& total) { all_ = total; });
  roll_call_.close();
  return all_.stop_reason();
}

}  // namespace ergodic::parallel
