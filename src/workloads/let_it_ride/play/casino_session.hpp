#pragma once

#include "workloads/let_it_ride/betting/betting_system.hpp"
#include "workloads/let_it_ride/betting/bonus_strategy.hpp"
#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/deals/hand_sources.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What a player brings, bets, and leaves with. starting_amount covers the bets of the first hand.
struct SessionRules {
  Cents starting_amount;
  Cents base_bet;   ///< on each of the three circles; of a progression, the first
  Cents bonus_bet;  ///< on every hand, without a bonus strategy; 0: none
  std::optional<Cents> win_limit;
  std::optional<Cents> loss_limit;
  std::int32_t max_hands = 0;
  /// Whether the player leaves when the full bets are out of reach; else he goes on with what is left.
  bool stop_on_insufficient_funds = true;
  BettingSystem betting_system = Flat{};
  std::optional<BonusStrategy> bonus_strategy = {};
  std::optional<std::int32_t> hands_in_time = {};  ///< for which there is time, if that is limited

  std::int32_t most_hands() const { return std::min(max_hands, hands_in_time.value_or(max_hands)); }
  bool may_bet_bonus() const { return bonus_bet.count > 0 || bonus_strategy; }
  bool has_constant_bets() const { return std::holds_alternative<Flat>(betting_system) && !bonus_strategy; }
  /// Whether every hand that is played has the same stakes.
  bool has_constant_stakes() const { return has_constant_bets() && stop_on_insufficient_funds; }
};

enum class Outcome : std::uint8_t { loss, push, win };
enum class StopReason : std::uint8_t { win_limit, loss_limit, max_hands, insufficient_funds, max_duration };
inline constexpr std::size_t session_outcomes = 3;
inline constexpr std::size_t stop_reasons = 5;
const std::vector<std::string>& outcome_names();
const std::vector<std::string>& stop_reason_names();
/// Those that may end a session of these rules: the last one only where time is limited.
std::vector<std::string> stop_reason_names(const SessionRules& rules);

/// What is known of a session at its end.
struct Session {
  StopReason stop_reason{};
  std::int32_t hands_played = 0;
  Cents final_bankroll;
  Cents total_wagered;  ///< bets at risk after pulling back; without the bonus bets
  Cents total_bonus_wagered;
  Cents peak_bankroll;
  Cents max_drawdown;  ///< the largest fall below the peak until then
  /// By the whole net of a hand; a hand that brings nothing leaves a streak as it is.
  std::int32_t longest_winning_streak = 0;
  std::int32_t longest_losing_streak = 0;
};

constexpr Outcome outcome_of(Cents profit) {
  return profit.count > 0 ? Outcome::win : profit.count < 0 ? Outcome::loss : Outcome::push;
}

/// How often each class was dealt; a bonus class only where a bonus was bet.
struct HandCounts {
  std::array<std::int64_t, hand_classes> hands{};
  std::array<std::int64_t, bonus_classes> bonuses{};
};

struct Stakes {
  std::int64_t base_bet;   ///< [cents]
  std::int64_t bonus_bet;  ///< [cents]

  constexpr std::int64_t total() const { return 3 * base_bet + bonus_bet; }
};

/// One hand of a session. Amounts in cents.
struct PlayedHand {
  std::uint32_t number;  ///< which of the equally likely deals it is, as its source counts them
  Hand hand;
  Stakes stakes;
  std::int64_t main_net;
  std::int64_t bonus_net;
  std::int64_t bankroll;  ///< after the hand
};

/// Rules of staking: at() says what is staked on the next hand, least() what the player must have for one. A rule that
/// varies may ask for more than there is, and is told of every hand by record(). One that can fail may throw
/// UndefinedBet. This one, every hand the same stake and no bonus bet, is 4 % faster than FullStakes
/// (let_it_ride_hands).
struct BaseBetOnly {
  std::int64_t base_bet;

  static constexpr bool may_bet_bonus = false;
  static constexpr bool varies = false;
  static constexpr bool can_fail = false;
  std::int64_t least() const { return 3 * base_bet; }
  Stakes at(std::int64_t, std::int32_t) const { return {base_bet, 0}; }
};

/// Every hand has the same stakes.
struct FullStakes {
  Stakes stakes;

  static constexpr bool may_bet_bonus = true;
  static constexpr bool varies = false;
  static constexpr bool can_fail = false;
  std::int64_t least() const { return stakes.total(); }
  Stakes at(std::int64_t, std::int32_t) const { return stakes; }
};

/// As much of the full stakes as the bankroll allows: the base bet first, in whole cents, then the bonus bet if it
/// still fits.
struct WhatIsLeft {
  Stakes full;

  static constexpr bool may_bet_bonus = true;
  static constexpr bool varies = false;
  static constexpr bool can_fail = false;
  std::int64_t least() const { return 3; }
  Stakes at(std::int64_t bankroll, std::int32_t) const {
    const std::int64_t base_bet = std::min(full.base_bet, bankroll / 3);
    return {base_bet, bankroll - 3 * base_bet >= full.bonus_bet ? full.bonus_bet : 0};
  }
};

/// What a betting system and a bonus strategy ask for: all of it, which may be more than there is, or as much of it as
/// the bankroll allows. They go on by the hands that are won and lost, whatever was staked.
template <class BaseBets, class Bonus>
class VaryingStakes {
 public:
  static constexpr bool may_bet_bonus = Bonus::may_bet;
  static constexpr bool varies = true;
  static constexpr bool can_fail = BaseBets::can_fail || Bonus::can_fail;

  VaryingStakes(const BaseBets& base, const Bonus& bonus, const SessionRules& rules)
      : base_(base),
        bonus_(bonus),
        starting_amount_(rules.starting_amount.count),
        what_is_left_(!rules.stop_on_insufficient_funds) {}

  std::int64_t least() const { return 3; }

  Stakes at(std::int64_t bankroll, std::int32_t hands) const {
    std::int64_t base_bet = base_.next(bankroll);
    if (what_is_left_) base_bet = std::min(base_bet, bankroll / 3);
    const std::int64_t bonus_bet = bonus_.next({bankroll, bankroll - starting_amount_, hands, base_bet});
    const bool fits = !what_is_left_ || bankroll - 3 * base_bet >= bonus_bet;
    return {base_bet, fits ? bonus_bet : 0};
  }

  void record(const PlayedHand& hand) {
    base_.record(hand.main_net + hand.bonus_net, hand.stakes.base_bet);
    bonus_.record({hand.hand.bets - 1, hand.main_net > 0, hand.bonus_net > 0, hand.bonus_net < 0,
                   hand.main_net + hand.bonus_net, hand.stakes.base_bet, hand.stakes.bonus_bet});
  }

 private:
  BaseBets base_;
  Bonus bonus_;
  std::int64_t starting_amount_;
  bool what_is_left_;
};

/// When a session ends: tested before every hand, the first one too.
class StopRules {
 public:
  StopRules(const SessionRules& rules, std::int64_t least)
      : win_at_(rules.win_limit ? rules.starting_amount.count + rules.win_limit->count
                                : std::numeric_limits<std::int64_t>::max()),
        loss_at_(rules.loss_limit ? rules.starting_amount.count - rules.loss_limit->count
                                  : std::numeric_limits<std::int64_t>::min()),
        floor_(std::max(loss_at_ + 1, least)),
        max_hands_(rules.most_hands()),
        hands_reason_(max_hands_ < rules.max_hands ? StopReason::max_duration : StopReason::max_hands) {}

  bool go_on(std::int64_t bankroll, std::int32_t hands) const {
    return bankroll < win_at_ && bankroll >= floor_ && hands < max_hands_;
  }

  /// The first rule that holds, in this order, of a session that does not go on.
  StopReason reason(std::int64_t bankroll, std::int32_t hands) const {
    if (bankroll >= win_at_) return StopReason::win_limit;
    if (bankroll <= loss_at_) return StopReason::loss_limit;
    if (hands >= max_hands_) return hands_reason_;
    return StopReason::insufficient_funds;
  }

 private:
  std::int64_t win_at_;
  std::int64_t loss_at_;
  std::int64_t floor_;  // one comparison for the loss limit and the funds
  std::int32_t max_hands_;
  StopReason hands_reason_;
};

/// Lets nobody look on.
struct Unobserved {
  void operator()(const PlayedHand&) const {}
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

/// What is played with: a compiled strategy and its paytables.
struct Table {
  const DealTable& deals;
  MainPaytable main;
  BonusPaytable bonus;
};

/// How a session holds its rule of staking: a copy, which begins afresh, where it changes with the hands. Copies of the
/// others would cost a tenth of the speed.
template <class Staking>
using OwnStaking = std::conditional_t<Staking::varies, Staking, const Staking&>;

/// Plays one session to its end with hands of `source`, adds them to `counts`, and shows each to `observe`.
template <class Hands, class Staking, class Observer>
Session play_session(const Hands& source, const Table& table, const SessionRules& rules, const Staking& staking,
                     const Stream& stream, HandCounts& counts, const Observer& observe) {
  const StopRules stop(rules, staking.least());
  std::int64_t bankroll = rules.starting_amount.count;
  std::int64_t wagered = 0, bonus_wagered = 0, peak = bankroll, drawdown = 0;
  std::int32_t hands = 0;
  Streak winning, losing;
  OwnStaking<Staking> own = staking;
  auto dealer = source.open(stream);
  while (stop.go_on(bankroll, hands)) {
    const Stakes stakes = own.at(bankroll, hands);
    if constexpr (Staking::varies) {
      if (stakes.total() > bankroll) break;  // insufficient funds: no other rule holds
    }
    const auto [number, hand] = dealer.next();
    const std::int64_t at_risk = hand.bets * stakes.base_bet;
    const std::int64_t main_net = table.main.net(hand.hand_class) * at_risk;
    std::int64_t bonus_net = 0;
    if constexpr (Staking::may_bet_bonus) {
      bonus_net = table.bonus.net(hand.bonus_class) * stakes.bonus_bet;
      counts.bonuses[code(hand.bonus_class)] += stakes.bonus_bet > 0;
      bonus_wagered += stakes.bonus_bet;
    }
    const std::int64_t net = main_net + bonus_net;
    ++hands;
    ++counts.hands[code(hand.hand_class)];
    wagered += at_risk;
    bankroll += net;
    peak = std::max(peak, bankroll);
    drawdown = std::max(drawdown, peak - bankroll);
    winning.add(net > 0, net < 0);
    losing.add(net<0, net> 0);
    if constexpr (Staking::varies) own.record(PlayedHand{number, hand, stakes, main_net, bonus_net, bankroll});
    observe(PlayedHand{number, hand, stakes, main_net, bonus_net, bankroll});
  }
  return {stop.reason(bankroll, hands),
          hands,
          {bankroll},
          {wagered},
          {bonus_wagered},
          {peak},
          {drawdown},
          winning.longest(),
          losing.longest()};
}

/// Calls play(staking) with the rule of staking that the session rules ask for. It refers to the rules.
template <class Play>
auto with_staking(const SessionRules& rules, Play&& play) {
  const Stakes stakes{rules.base_bet.count, rules.bonus_bet.count};
  if (rules.has_constant_bets()) {
    if (!rules.stop_on_insufficient_funds) return play(WhatIsLeft{stakes});
    if (stakes.bonus_bet > 0) return play(FullStakes{stakes});
    return play(BaseBetOnly{stakes.base_bet});
  }
  const auto with_bonus = [&](const auto& bonus) {
    const auto with_system = [&](const auto& system) {
      return play(VaryingStakes(bets_of(system, rules.base_bet), bonus, rules));
    };
    return std::visit(with_system, rules.betting_system);
  };
  if (rules.bonus_strategy) return with_bonus(BonusBets(*rules.bonus_strategy));
  if (rules.bonus_bet.count == 0) return with_bonus(NoBonusBets{});
  const BonusStrategy constant{.rule = ConstantBonus{rules.bonus_bet}};
  return with_bonus(BonusBets(constant));
}

}  // namespace ergodic::workloads::let_it_ride
