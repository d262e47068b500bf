#pragma once

#include "core/activity.hpp"
#include "core/clock.hpp"
#include "parallel/exchange.hpp"
#include "parallel/stop.hpp"
#include "parallel/watch/roll_call.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::parallel {

/// What ranks tell each other while some of them work at what has no blocks, and the others wait for them: that they
/// live, and that all are to stop. Communicator::at_root and Communicator::together make one.
class Vigil {
 public:
  /// `stop`: why this rank wants all to stop, if it does; asked while it waits, too. Empty: it never does.
  Vigil(const Communicator& communicator, std::function<StopReason()> stop);

  /// Of a rank that works, as often as it likes, and often enough, since the others wait no longer than their watchdogs
  /// let them: it lives, and is at this. `done_here`: of what all do together, this rank's part. Never waits. Throws
  /// Error with ExitCode::unfinished when any rank wants all to stop: it ends the work.
  void alive(const Activity& activity, std::uint64_t done_here = 0);
  /// What all ranks have done together, as this rank knows.
  std::uint64_t done() const { return static_cast<std::uint64_t>(all_.blocks); }
  /// On rank 0, one a rank.
  const std::vector<RollCall::Heard>& heard() const { return roll_call_.heard(); }

  /// Waits until no rank works any more. Every rank calls it once. Why all are to stop, the same on every rank.
  StopReason end();

 private:
  const Pulse& mine();
  void ask_whether_to_stop();

  const Communicator& communicator_;
  SteadyClock clock_;
  double next_ = 0;  ///< [s] when the others are told again
  std::function<StopReason()> stop_;
  Exchange exchange_;
  RollCall roll_call_;
  Pulse mine_;
  Pulse all_;
};

}  // namespace ergodic::parallel
