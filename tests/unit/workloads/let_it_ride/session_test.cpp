#include "workloads/let_it_ride/play/casino_session.hpp"

#include "unit/workloads/let_it_ride/cases.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

struct Observed {
  HandClass hand_class;
  std::uint32_t bets;
  Stakes stakes;
  std::int64_t main_net, bonus_net, bankroll;
};

/// Sessions under basic strategy and the bonus paytable A, hand by hand.
class Sessions : public testing::Test {
 protected:
  static void SetUpTestSuite() { deals_ = std::make_unique<DealTable>(decide(Strategy::basic, standard_paytable())); }
  static void TearDownTestSuite() { deals_.reset(); }

  Session play(const SessionRules& rules, std::uint64_t replicate) {
    hands_.clear();
    counts_ = {};
    const auto observe = [&](const PlayedHand& hand) {
      hands_.push_back(
          {hand.hand.hand_class, hand.hand.bets, hand.stakes, hand.main_net, hand.bonus_net, hand.bankroll});
    };
    const Table table{*deals_, standard_paytable(), bonus_paytable(BonusPaytableName::paytable_a)};
    return with_staking(rules, [&](const auto& staking) {
      return play_session(DealtHands{*deals_}, table, rules, staking, test::test_streams().open(replicate), counts_,
                          observe);
    });
  }

  std::int64_t bankroll_before(std::size_t hand, const SessionRules& rules) const {
    return hand == 0 ? rules.starting_amount.count : hands_[hand - 1].bankroll;
  }

  static std::unique_ptr<DealTable> deals_;
  std::vector<Observed> hands_;
  HandCounts counts_;
};
std::unique_ptr<DealTable> Sessions::deals_;

std::vector<SessionRules> many_rules() {
  std::vector<SessionRules> all;
  for (const std::int64_t bonus : {0, 500, 1500}) {
    for (const std::int64_t start : {4'001, 50'000}) {
      for (const bool stop : {true, false}) {
        const SessionRules limited{{start}, {500}, {bonus}, Cents{10'000}, Cents{10'000}, 200, stop};
        const SessionRules unlimited{{start}, {500}, {bonus}, {}, {}, 200, stop};
        const SessionRules close{{start}, {500}, {bonus}, Cents{1}, {}, 50, stop};
        all.insert(all.end(), {limited, unlimited, close});
      }
    }
  }
  return all;
}

constexpr std::uint64_t replicates = 30 * test::thoroughness;

TEST_F(Sessions, LeaveWhatTheirHandsAddUpTo) {
  bool pushed = false;
  for (const SessionRules& rules : many_rules()) {
    for (std::uint64_t r = 0; r < replicates; ++r) {
      const Session session = play(rules, r);
      std::int64_t bankroll = rules.starting_amount.count, peak = bankroll, drawdown = 0, wagered = 0,
                   bonus_wagered = 0;
      int winning = 0, losing = 0, longest_winning = 0, longest_losing = 0;
      for (const Observed& hand : hands_) {
        const std::int64_t net = hand.main_net + hand.bonus_net;
        EXPECT_EQ(hand.main_net, standard_paytable().net(hand.hand_class) * (hand.bets * hand.stakes.base_bet));
        bankroll += net;
        EXPECT_EQ(bankroll, hand.bankroll);
        peak = std::max(peak, bankroll);
        drawdown = std::max(drawdown, peak - bankroll);
        wagered += hand.bets * hand.stakes.base_bet;
        bonus_wagered += hand.stakes.bonus_bet;
        if (net > 0) ++winning, losing = 0;
        if (net < 0) ++losing, winning = 0;
        pushed = pushed || net == 0;
        longest_winning = std::max(longest_winning, winning);
        longest_losing = std::max(longest_losing, losing);
      }
      EXPECT_EQ(session.hands_played, static_cast<int>(hands_.size()));
      EXPECT_EQ(session.final_bankroll.count, bankroll);
      EXPECT_EQ(session.session_profit, Cents{bankroll} - rules.starting_amount);
      EXPECT_EQ(session.outcome, outcome_of(session.session_profit));
      EXPECT_EQ(session.peak_bankroll.count, peak);
      EXPECT_EQ(session.max_drawdown.count, drawdown);
      EXPECT_EQ(session.total_wagered.count, wagered);
      EXPECT_EQ(session.total_bonus_wagered.count, bonus_wagered);
      EXPECT_EQ(session.longest_winning_streak, longest_winning);
      EXPECT_EQ(session.longest_losing_streak, longest_losing);
      ASSERT_FALSE(HasFailure()) << "replicate " << r;
    }
  }
  EXPECT_TRUE(pushed) << "no hand brought nothing: streaks across one are not tested";
}

TEST_F(Sessions, EndByTheFirstRuleThatHoldsAndNotBefore) {
  std::array<int, 4> reasons{};
  for (const SessionRules& rules : many_rules()) {
    for (std::uint64_t r = 0; r < replicates; ++r) {
      const Session session = play(rules, r);
      const std::int64_t least =
          rules.stop_on_insufficient_funds ? 3 * rules.base_bet.count + rules.bonus_bet.count : 3;
      const auto first_rule = [&](std::int64_t bankroll, std::int32_t hands) -> int {
        const std::int64_t profit = bankroll - rules.starting_amount.count;
        if (rules.win_limit && profit >= rules.win_limit->count) return static_cast<int>(StopReason::win_limit);
        if (rules.loss_limit && profit <= -rules.loss_limit->count) return static_cast<int>(StopReason::loss_limit);
        if (hands >= rules.max_hands) return static_cast<int>(StopReason::max_hands);
        return bankroll < least ? static_cast<int>(StopReason::insufficient_funds) : -1;
      };
      for (std::size_t hand = 0; hand < hands_.size(); ++hand) {
        ASSERT_EQ(first_rule(bankroll_before(hand, rules), static_cast<std::int32_t>(hand)), -1);
      }
      ASSERT_EQ(first_rule(session.final_bankroll.count, session.hands_played), static_cast<int>(session.stop_reason));
      ++reasons[static_cast<std::size_t>(session.stop_reason)];
    }
  }
  for (const int count : reasons)
    EXPECT_GT(count, 0) << "a reason that never occurred is not tested";
}

TEST(StopRules, HoldInTheirOrder) {
  const SessionRules rules{{1'000}, {100}, {0}, Cents{500}, Cents{800}, 10, true};
  const StopRules stop(rules, 300);
  EXPECT_TRUE(stop.go_on(1'499, 9));
  EXPECT_TRUE(stop.go_on(300, 9));
  EXPECT_EQ(stop.reason(1'500, 10), StopReason::win_limit);
  EXPECT_EQ(stop.reason(200, 10), StopReason::loss_limit);
  EXPECT_EQ(stop.reason(299, 10), StopReason::max_hands);
  EXPECT_FALSE(stop.go_on(299, 9));
  EXPECT_EQ(stop.reason(299, 9), StopReason::insufficient_funds);
}

TEST_F(Sessions, OvershootTheWinLimit) {
  const SessionRules rules{{50'000}, {500}, {0}, Cents{100}, {}, 200, true};
  std::int64_t most = 0;
  for (std::uint64_t r = 0; r < replicates; ++r)
    most = std::max(most, play(rules, r).final_bankroll.count);
  EXPECT_GT(most, 50'100 + 1'000) << "limits are tested between hands only";
}

TEST_F(Sessions, NeverStakeMoreThanThereIs) {
  for (const SessionRules& rules : many_rules()) {
    for (std::uint64_t r = 0; r < replicates; ++r) {
      play(rules, r);
      for (std::size_t hand = 0; hand < hands_.size(); ++hand) {
        const Stakes& stakes = hands_[hand].stakes;
        ASSERT_LE(3 * stakes.base_bet + stakes.bonus_bet, bankroll_before(hand, rules));
        ASSERT_GE(hands_[hand].bankroll, 0);
        ASSERT_GE(stakes.base_bet, 1);
      }
    }
  }
}

TEST_F(Sessions, StopWhenTheFullBetsAreOutOfReach) {
  const SessionRules rules{{5'000}, {500}, {300}, {}, {}, 1'000, true};
  int broke = 0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Session session = play(rules, r);
    for (const Observed& hand : hands_)
      ASSERT_TRUE(hand.stakes.base_bet == 500 && hand.stakes.bonus_bet == 300);
    if (session.stop_reason != StopReason::insufficient_funds) continue;
    ++broke;
    ASSERT_LT(session.final_bankroll.count, 1'800);
  }
  EXPECT_GT(broke, 0);
}

TEST_F(Sessions, GoOnWithWhatIsLeftWhenAskedTo) {
  const SessionRules rules{{5'000}, {500}, {300}, {}, {}, 10'000, false};
  int reduced = 0, without_bonus = 0, broke = 0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Session session = play(rules, r);
    for (std::size_t hand = 0; hand < hands_.size(); ++hand) {
      const std::int64_t before = bankroll_before(hand, rules);
      const Stakes& stakes = hands_[hand].stakes;
      ASSERT_EQ(stakes.base_bet, std::min<std::int64_t>(500, before / 3));
      ASSERT_EQ(stakes.bonus_bet, before - 3 * stakes.base_bet >= 300 ? 300 : 0);
      reduced += stakes.base_bet < 500;
      without_bonus += stakes.bonus_bet == 0;
    }
    if (session.stop_reason != StopReason::insufficient_funds) continue;
    ++broke;
    ASSERT_LT(session.final_bankroll.count, 3);
  }
  EXPECT_GT(reduced, 0);
  EXPECT_GT(without_bonus, reduced) << "the full base bet without a bonus bet";
  EXPECT_GT(broke, 0);
}

TEST_F(Sessions, CountBonusClassesOnlyWhereABonusIsBet) {
  const SessionRules rules{{5'000}, {500}, {300}, {}, {}, 10'000, false};
  for (std::uint64_t r = 0; r < replicates; ++r) {
    play(rules, r);
    const auto bet =
        std::count_if(hands_.begin(), hands_.end(), [](const Observed& hand) { return hand.stakes.bonus_bet > 0; });
    ASSERT_EQ(std::accumulate(counts_.bonuses.begin(), counts_.bonuses.end(), std::int64_t{0}), bet);
    ASSERT_EQ(std::accumulate(counts_.hands.begin(), counts_.hands.end(), std::int64_t{0}),
              static_cast<std::int64_t>(hands_.size()));
  }
}

TEST(Paytable, AClassOfRatioZeroLosesTheStake) {
  EXPECT_EQ(standard_paytable().net(HandClass::pair_below_tens), -1);
  EXPECT_EQ(standard_paytable().net(HandClass::pair_tens_or_better), 1);
  EXPECT_EQ(standard_paytable().net(HandClass::royal_flush), 1'000);
  EXPECT_EQ(bonus_paytable(BonusPaytableName::paytable_a).net(BonusClass::high_card), -1);
  EXPECT_EQ(bonus_paytable(BonusPaytableName::paytable_b).net(BonusClass::mini_royal), 100);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
