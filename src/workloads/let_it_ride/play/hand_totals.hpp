#pragma once

#include "workloads/let_it_ride/deals/hand_sources.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/play/hand_counts.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"
#include "workloads/let_it_ride/play/staking.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

enum class Outcome : std::uint8_t { loss, push, win };
inline constexpr std::size_t session_outcomes = 3;
const std::vector<std::string>& outcome_names();

constexpr Outcome outcome_of(Cents profit) {
  return profit.count > 0 ? Outcome::win : profit.count < 0 ? Outcome::loss : Outcome::push;
}

/// What is known of a session at its end. session_records.hpp makes columns of it.
struct Session {
  Outcome outcome{};
  StopReason stop_reason{};
  std::int32_t hands_played = 0;
  Cents session_profit;
  Cents final_bankroll;
  Cents total_wagered;  ///< bets at risk after pulling back; without the bonus bets
  Cents total_bonus_wagered;
  Cents peak_bankroll;
  Cents max_drawdown;  ///< the largest fall below the peak until then
  /// By the whole net of a hand; a hand that brings nothing leaves a streak as it is.
  std::int32_t longest_winning_streak = 0;
  std::int32_t longest_losing_streak = 0;

  bool operator==(const Session&) const = default;
};

/// What is played with: a compiled strategy and its paytables.
struct Table {
  const DealTable& deals;
  MainPaytable main;
  BonusPaytable bonus;
};

/// Counts a winning or losing streak. A branch would be mispredicted every few hands: all of it is arithmetic on 0
/// and 1.
class Streak {
 public:
  /// `goes_on` and `ends` are 0 or 1, and not both 1.
  void add(std::int32_t goes_on, std::int32_t ends) {
    current_ = (current_ + goes_on) & (ends - 1);
    longest_ = std::max(longest_, current_);
  }
  std::int32_t longest() const { return longest_; }

 private:
  std::int32_t current_ = 0;
  std::int32_t longest_ = 0;
};

/// What a session adds up to, hand by hand, and whether it goes on. Kept in line, and a local variable of what plays:
/// then it stays in registers.
class HandTotals {
 public:
  /// `least`: what the player must have to bet on a hand [cents].
  HandTotals(const SessionRules& rules, std::int64_t least)
      : stop_(rules, least),
        starting_amount_(rules.starting_amount.count),
        bankroll_(starting_amount_),
        peak_(starting_amount_) {}

  bool go_on() const { return stop_.go_on(bankroll_, hands_); }
  std::int64_t bankroll() const { return bankroll_; }
  std::int32_t hands() const { return hands_; }
  std::int64_t profit() const { return bankroll_ - starting_amount_; }
  std::int64_t wagered() const { return wagered_; }
  std::int64_t bonus_wagered() const { return bonus_wagered_; }

  /// Takes a hand that is played for these stakes, and adds it to `counts`. Returns what it brought.
  template <bool may_bet_bonus>
  [[gnu::always_inline]] PlayedHand take(const Table& table, const NumberedHand& dealt, const Stakes& stakes,
                                         HandCounts& counts) {
    const Hand hand = dealt.hand;
    const std::int64_t at_risk = hand.bets * stakes.base_bet;
    const std::int64_t main_net = table.main.net(hand.hand_class) * at_risk;
    std::int64_t bonus_net = 0;
    if constexpr (may_bet_bonus) {
      bonus_net = table.bonus.net(hand.bonus_class) * stakes.bonus_bet;
      counts.bonuses[code(hand.bonus_class)] += stakes.bonus_bet > 0;
      bonus_wagered_ += stakes.bonus_bet;
    }
    const std::int64_t net = main_net + bonus_net;
    ++hands_;
    ++counts.hands[code(hand.hand_class)];
    wagered_ += at_risk;
    bankroll_ += net;
    peak_ = std::max(peak_, bankroll_);
    drawdown_ = std::max(drawdown_, peak_ - bankroll_);
    winning_.add(net > 0, net < 0);
    losing_.add(net<0, net> 0);
    return {dealt.number, hand, stakes, main_net, bonus_net, bankroll_};
  }

  /// Of a session that has ended.
  Session session() const {
    const Cents profit{this->profit()};
    return {.outcome = outcome_of(profit),
            .stop_reason = stop_.reason(bankroll_, hands_),
            .hands_played = hands_,
            .session_profit = profit,
            .final_bankroll = {bankroll_},
            .total_wagered = {wagered_},
            .total_bonus_wagered = {bonus_wagered_},
            .peak_bankroll = {peak_},
            .max_drawdown = {drawdown_},
            .longest_winning_streak = winning_.longest(),
            .longest_losing_streak = losing_.longest()};
  }

 private:
  StopRules stop_;
  std::int64_t starting_amount_, bankroll_, peak_;
  std::int64_t wagered_ = 0, bonus_wagered_ = 0, drawdown_ = 0;
  std::int32_t hands_ = 0;
  Streak winning_, losing_;
};

}  // namespace ergodic::workloads::let_it_ride
