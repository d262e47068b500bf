#include "workloads/let_it_ride/play/lane_sessions.hpp"

#include <bit>

namespace ergodic::workloads::let_it_ride {

LaneSessions::LaneSessions(const SessionRules& rules, const LaneRules& lane_rules, Replicates replicates,
                           const SessionSink& sink)
    : rules_(rules),
      lane_rules_(lane_rules),
      stop_(rules, 0),
      next_(replicates.first),
      end_(replicates.first + replicates.count),
      sink_(sink) {
  for (std::size_t lane = 0; lane < LaneState::lanes; ++lane)
    begin(lane);
}

void LaneSessions::replace(std::size_t first, std::uint64_t ended) {
  for (; ended != 0; ended &= ended - 1) {
    const std::size_t lane = first + static_cast<std::size_t>(std::countr_zero(ended));
    finish(lane);
    begin(lane);
  }
  if (playing_ == 0) hand_on();
}

void LaneSessions::hand_on() {
  sink_(std::span(ended_replicates_).first(ended_), std::span(ended_sessions_).first(ended_));
  ended_ = 0;
}

void LaneSessions::begin(std::size_t lane) {
  if (next_ == end_) return;
  const std::uint64_t replicate = next_++;
  ++playing_;
  for (auto* values : {&state_.profit, &state_.at_risk, &state_.peak, &state_.drawdown, &state_.hands, &state_.winning,
                       &state_.longest_winning, &state_.losing, &state_.longest_losing, &state_.rung})
    (*values)[lane] = 0;
  state_.running[lane] = -1;
  state_.block[lane] = 0;
  state_.replicate_low[lane] = static_cast<std::uint32_t>(replicate);
  state_.replicate_high[lane] = static_cast<std::uint32_t>(replicate >> 32);
}

void LaneSessions::finish(std::size_t lane) {
  --playing_;
  const auto cents = [&](const LaneState::PerLane<std::int32_t>& amounts) {
    return Cents{amounts[lane] * lane_rules_.unit};
  };
  const Cents profit = cents(state_.profit), bankroll = rules_.starting_amount + profit;
  const std::int32_t hands = state_.hands[lane];
  hands_played_ += hands;
  ended_replicates_[ended_] = std::uint64_t{state_.replicate_high[lane]} << 32 | state_.replicate_low[lane];
  ended_sessions_[ended_] = {.outcome = outcome_of(profit),
                             .stop_reason = stop_.reason(bankroll.count, hands),
                             .hands_played = hands,
                             .session_profit = profit,
                             .final_bankroll = bankroll,
                             .total_wagered = {state_.at_risk[lane] * lane_rules_.at_risk_unit},
                             .total_bonus_wagered = hands * rules_.bonus_bet,
                             .peak_bankroll = rules_.starting_amount + cents(state_.peak),
                             .max_drawdown = cents(state_.drawdown),
                             .longest_winning_streak = state_.longest_winning[lane],
                             .longest_losing_streak = state_.longest_losing[lane]};
  if (++ended_ == ended_sessions_.size()) hand_on();
}

}  // namespace ergodic::workloads::let_it_ride
