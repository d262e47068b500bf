#include "workloads/let_it_ride/shown/any_staking.hpp"

#include <gtest/gtest.h>

namespace ergodic::workloads::let_it_ride {
namespace {

/// A hand that loses what was staked on one circle.
PlayedHand lost(const Stakes& stakes) { return {.hand = {}, .stakes = stakes, .main_net = -stakes.base_bet}; }

SessionRules martingale() {
  SessionRules rules{{100'000}, {500}, {0}, {}, {}, 200};
  rules.betting_system = ladder_of(Martingale{}, rules.base_bet);
  return rules;
}

TEST(AnyStaking, StakesWhatItsRuleStakes) {
  SessionRules with_bonus = martingale(), flat = martingale(), what_is_left = martingale();
  with_bonus.bonus_bet = {100};
  flat.betting_system = Flat{};
  what_is_left.betting_system = Flat{};
  what_is_left.stop_on_insufficient_funds = false;
  for (const SessionRules& rules : {martingale(), with_bonus, flat, what_is_left}) {
    with_staking(rules, [&](auto own) {
      with_any_staking(rules, [&](const AnyStaking& staking) {
        AnyStaking any = staking;
        EXPECT_EQ(any.least(), own.least());
        for (std::int32_t hands = 0; hands < 9; ++hands) {
          const std::int64_t bankroll = 1'000 * (9 - hands);
          const Stakes stakes = own.at(bankroll, hands);
          EXPECT_EQ(any.at(bankroll, hands).base_bet, stakes.base_bet);
          EXPECT_EQ(any.at(bankroll, hands).bonus_bet, stakes.bonus_bet);
          any.record(lost(stakes));
          if constexpr (decltype(own)::varies) own.record(lost(stakes));
        }
      });
    });
  }
}

TEST(AnyStaking, GoesOnByItselfWhenItIsCopied) {
  const SessionRules rules = martingale();
  with_any_staking(rules, [](const AnyStaking& afresh) {
    AnyStaking first = afresh;
    first.record(lost(first.at(100'000, 0)));
    AnyStaking second = first;
    second.record(lost(second.at(100'000, 1)));
    EXPECT_EQ(afresh.at(100'000, 0).base_bet, 500);
    EXPECT_EQ(first.at(100'000, 1).base_bet, 1'000);
    EXPECT_EQ(second.at(100'000, 2).base_bet, 2'000);
    first = afresh;
    EXPECT_EQ(first.at(100'000, 0).base_bet, 500);
  });
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
