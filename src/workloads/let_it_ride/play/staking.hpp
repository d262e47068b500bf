#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <variant>

namespace ergodic::workloads::let_it_ride {

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

/// How a session holds its rule of staking: a copy, which begins afresh, where it changes with the hands. Copies of the
/// others would cost a tenth of the speed.
template <class Staking>
using OwnStaking = std::conditional_t<Staking::varies, Staking, const Staking&>;

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
