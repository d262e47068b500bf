#pragma once

#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/play/lanes.hpp"

#include <ergodic/money.hpp>
#include <ergodic/rows.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace ergodic::workloads::let_it_ride {

/// Where the rows of a run of sessions go.
class RowSink final : public SessionSink {
 public:
  RowSink(Rows& rows, std::uint64_t first_replicate, Cents starting_amount)
      : first_replicate_(first_replicate),
        starting_amount_(starting_amount),
        outcome_(rows.column<std::uint8_t>("outcome")),
        stop_reason_(rows.column<std::uint8_t>("stop_reason")),
        hands_played_(rows.column<std::int32_t>("hands_played")),
        session_profit_(rows.column<std::int64_t>("session_profit")),
        final_bankroll_(rows.column<std::int64_t>("final_bankroll")),
        total_wagered_(rows.column<std::int64_t>("total_wagered")),
        total_bonus_wagered_(rows.column<std::int64_t>("total_bonus_wagered")),
        peak_bankroll_(rows.column<std::int64_t>("peak_bankroll")),
        max_drawdown_(rows.column<std::int64_t>("max_drawdown")),
        longest_winning_streak_(rows.column<std::int32_t>("longest_winning_streak")),
        longest_losing_streak_(rows.column<std::int32_t>("longest_losing_streak")) {}

  void take(std::uint64_t replicate, const Session& session) override {
    const std::uint64_t row = replicate - first_replicate_;
    const Cents profit = session.final_bankroll - starting_amount_;
    outcome_[row] = static_cast<std::uint8_t>(outcome_of(profit));
    stop_reason_[row] = static_cast<std::uint8_t>(session.stop_reason);
    hands_played_[row] = session.hands_played;
    session_profit_[row] = profit.count;
    final_bankroll_[row] = session.final_bankroll.count;
    total_wagered_[row] = session.total_wagered.count;
    total_bonus_wagered_[row] = session.total_bonus_wagered.count;
    peak_bankroll_[row] = session.peak_bankroll.count;
    max_drawdown_[row] = session.max_drawdown.count;
    longest_winning_streak_[row] = session.longest_winning_streak;
    longest_losing_streak_[row] = session.longest_losing_streak;
  }

 private:
  std::uint64_t first_replicate_;
  Cents starting_amount_;
  std::span<std::uint8_t> outcome_, stop_reason_;
  std::span<std::int32_t> hands_played_;
  std::span<std::int64_t> session_profit_, final_bankroll_, total_wagered_, total_bonus_wagered_, peak_bankroll_,
      max_drawdown_;
  std::span<std::int32_t> longest_winning_streak_, longest_losing_streak_;
};

template <std::size_t size>
void add_to(std::span<std::int64_t> tally, const std::array<std::int64_t, size>& counts) {
  std::transform(counts.begin(), counts.end(), tally.begin(), tally.begin(), std::plus<>());
}

}  // namespace ergodic::workloads::let_it_ride
