#pragma once

#include "core/clock.hpp"
#include "parallel/communicator.hpp"
#include "parallel/stop.hpp"
#include "parallel/watch/waiting.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace ergodic::parallel {

/// What a rank tells the others: summed over the ranks, it is the state of the run.
struct Pulse {
  std::int64_t sessions = 0;  ///< simulated and recorded by this process so far
  std::int64_t blocks = 0;
  std::int64_t failures = 0;
  std::int64_t working = 0;       ///< 1 while this rank still has blocks to do
  std::int64_t microseconds = 0;  ///< from this process's begin to when it counted `sessions`
  std::array<std::int64_t, stop_reason_count> stopping = {};  ///< 1 at a reason for which this rank wants all to stop

  void stop_for(StopReason reason) {
    if (reason != StopReason::none) stopping[static_cast<std::size_t>(reason) - 1] = 1;
  }
  /// A reason of any of the ranks summed; none: all go on.
  StopReason stop_reason() const {
    for (std::size_t i = 0; i < stop_reason_count; ++i) {
      if (stopping[i] != 0) return static_cast<StopReason>(i + 1);
    }
    return StopReason::none;
  }
};

/// Sums the ranks' pulses in rounds, by a non-blocking reduction that is polled between blocks: nobody ever waits for
/// anybody while there is work. A round completes when the slowest rank has come to the end of a block.
class Exchange {
 public:
  /// `interval` [s]: a rank joins the next round no sooner than this after the last one, unless it is idle.
  Exchange(const Communicator& communicator, const Clock& clock, double interval);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  /// Never waits. The new total when a round has just completed.
  std::optional<Pulse> poll(const Pulse& mine);

  /// Joins rounds, idle, until one in which no rank works; asks `mine` for this rank's pulse and calls `seen` with each
  /// round's total. All ranks leave it after the same round.
  template <class Mine, class Seen>
  void drain(Mine&& mine, Seen&& seen) {
    const Waiting for_others;
    for (;;) {
      if (const std::optional<Pulse> total = poll(mine())) {
        Waiting::heard();
        seen(*total);
        if (total->working == 0) return;
      } else {
        rest();
      }
    }
  }

 private:
  void post(const Pulse& mine);
  std::optional<Pulse> completed();
  void serve_others();
  static void rest();

  struct Round;
  const Communicator& communicator_;
  const Clock& clock_;
  double interval_;
  double last_;
  std::unique_ptr<Round> round_;
};

}  // namespace ergodic::parallel
