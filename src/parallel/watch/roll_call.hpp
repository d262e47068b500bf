#pragma once

#include "core/activity.hpp"
#include "core/clock.hpp"
#include "core/cost/cost.hpp"
#include "core/partition.hpp"
#include "parallel/communicator.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace ergodic::parallel {

/// How one rank stands.
struct RankState {
  std::uint64_t sessions = 0;  ///< simulated and recorded by this process so far
  std::uint64_t failures = 0;
  IndexRange blocks = {};  ///< the blocks that it is at: from the next to the last of those handed to it; empty: idle
  WorkCosts costs = {};    ///< of this process in this round
};

/// Tells rank 0 how each rank stands, one message a rank at a time, each of which it answers with what it does itself,
/// and which rank it has not heard of for the longest: nobody waits for anybody, and a rank that is stuck is seen by
/// all as the one that is silent (Silence), which the sums of an Exchange cannot show.
class RollCall {
 public:
  struct Heard {
    RankState state;
    double at = -std::numeric_limits<double>::infinity();  ///< [s] by rank 0's clock; −∞: never yet
  };

  /// `interval` [s]: a rank tells of itself no more often.
  RollCall(const Communicator& communicator, const Clock& clock, double interval);
  ~RollCall();
  RollCall(const RollCall&) = delete;
  RollCall& operator=(const RollCall&) = delete;

  /// What rank 0 is at, as it tells the others from now on.
  void now_at(const Activity& activity) { activity_ = activity; }
  /// Never waits. Rank 0 also takes what the others have told.
  void report(const RankState& mine);
  /// On rank 0, one a rank.
  const std::vector<Heard>& heard() const { return heard_; }
  /// Reports for the last time, however soon, and leaves no message behind. Every rank calls it once.
  void close(const RankState& mine);
  /// The same without a last report.
  void close();

 private:
  bool is_free();
  void send(const RankState& mine);
  void receive();
  void wait_for_answer();
  void hear_answer();

  struct Message;
  const Communicator& communicator_;
  const Clock& clock_;
  double interval_;
  double begin_;  ///< [s]
  double last_ = -std::numeric_limits<double>::infinity();
  Activity activity_;
  std::vector<Heard> heard_;
  std::unique_ptr<Message> message_;
};

}  // namespace ergodic::parallel
