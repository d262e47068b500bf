#pragma once

#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/play/lane_rules.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"

#include <ergodic/session.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace ergodic::workloads::let_it_ride {

/// The sessions that are being played, one a lane, as columns that a vector register loads a part of. Amounts in units.
struct LaneState {
  static constexpr std::size_t lanes = 64;
  template <class T>
  using PerLane = std::array<T, lanes>;

  alignas(64) PerLane<std::int32_t> profit, at_risk, peak, drawdown, hands, winning, longest_winning, losing,
      longest_losing, rung;
  alignas(64) PerLane<std::int32_t> running;                                ///< −1, or 0
  alignas(64) PerLane<std::uint32_t> block, replicate_low, replicate_high;  ///< the words of the stream's counter
};

/// Takes sessions as they end, each once, in any order.
using SessionSink = std::function<void(std::uint64_t replicate, const Session& session)>;

/// Gives the lanes their sessions, and hands them on as they end.
class LaneSessions {
 public:
  LaneSessions(const SessionRules& rules, const LaneRules& lane_rules, Replicates replicates, const SessionSink& sink);

  LaneState& state() { return state_; }
  bool any() const { return playing_ > 0; }

  /// Hands on the sessions of the lanes from `first` on whose bits are set, and begins others there.
  void replace(std::size_t first, std::uint64_t ended);

  std::int64_t hands_played() const { return hands_played_; }

 private:
  void begin(std::size_t lane);
  void finish(std::size_t lane);

  const SessionRules& rules_;
  const LaneRules& lane_rules_;
  StopRules stop_;
  std::uint64_t next_, end_;
  const SessionSink& sink_;
  std::size_t playing_ = 0;
  std::int64_t hands_played_ = 0;
  LaneState state_{};
};

}  // namespace ergodic::workloads::let_it_ride
