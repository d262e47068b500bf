#pragma once

#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/play/lane_rules.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"

#include <ergodic/session.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

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

/// Takes sessions some time after they have ended, each once, in any order; sessions[i] is that of replicates[i].
using SessionSink = std::function<void(std::span<const std::uint64_t> replicates, std::span<const Session> sessions)>;

/// Gives the lanes their sessions, and hands them on when some have ended, the last ones with the last that ends.
class LaneSessions {
 public:
  LaneSessions(const SessionRules& rules, const LaneRules& lane_rules, Replicates replicates, const SessionSink& sink);

  LaneState& state() { return state_; }
  bool any() const { return playing_ > 0; }

  /// The sessions of the lanes from `first` on whose bits are set have ended: begins others there.
  void replace(std::size_t first, std::uint64_t ended);

  std::int64_t hands_played() const { return hands_played_; }

 private:
  void begin(std::size_t lane);
  void finish(std::size_t lane);
  void hand_on();

  const SessionRules& rules_;
  const LaneRules& lane_rules_;
  StopRules stop_;
  std::uint64_t next_, end_;
  const SessionSink& sink_;
  std::size_t playing_ = 0;
  std::int64_t hands_played_ = 0;
  std::size_t ended_ = 0;  ///< not handed on yet
  std::array<std::uint64_t, LaneState::lanes> ended_replicates_;
  std::array<Session, LaneState::lanes> ended_sessions_;
  LaneState state_{};
};

}  // namespace ergodic::workloads::let_it_ride
