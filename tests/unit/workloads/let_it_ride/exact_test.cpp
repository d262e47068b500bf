#include "unit/workloads/let_it_ride/cases.hpp"

#include <gmock/gmock.h>

#include <string>

namespace ergodic::test {
namespace {

struct Known {
  const char* strategy;
  const char* expectation;  // over the 51 979 200 deals; empty where only its digits are known
  double expectation_value;
  double bets_at_risk;
  double element_of_risk;
  double standard_deviation;
};

class ExactLaw : public testing::TestWithParam<Known> {};

// Independently enumerated values of each play at the standard paytable, rounded to the digits shown.
INSTANTIATE_TEST_SUITE_P(Strategies, ExactLaw,
                         testing::Values(Known{"optimal", "-1822224/51979200", -0.0350568, 1.223707, 0.0286480,
                                               5.15807},
                                         Known{"basic", "-1823568/51979200", -0.0350826, 1.227792, 0.0285738, 5.16797},
                                         Known{"always_ride", "-58121520/51979200", -1.1181688, 3, 0.372723, 6.18956},
                                         Known{"always_pull", "-19373840/51979200", -0.3727229, 1, 0.372723, 2.06319},
                                         Known{"conservative", "", -0.0527968, 1.204170, 0.0438450, 3.27385},
                                         Known{"aggressive", "", -0.1473451, 1.478419, 0.0996640, 5.49968}),
                         [](const auto& known) { return std::string(known.param.strategy); });

TEST_P(ExactLaw, IsTheKnownOne) {
  const Known& known = GetParam();
  const auto workload = let_it_ride("strategy: {type: " + std::string(known.strategy) + "}\nbankroll: {base_bet: 1}\n");
  if (*known.expectation) {
    EXPECT_EQ(fraction(*workload, "main_expectation"), known.expectation);
  }
  EXPECT_NEAR(figure(*workload, "main_expectation"), known.expectation_value, 5e-8);
  EXPECT_NEAR(figure(*workload, "house_edge"), -known.expectation_value, 5e-8);
  EXPECT_NEAR(figure(*workload, "mean_bets_at_risk"), known.bets_at_risk, 5e-7);
  EXPECT_NEAR(figure(*workload, "element_of_risk"), known.element_of_risk, 6e-7);
  EXPECT_NEAR(figure(*workload, "main_standard_deviation"), known.standard_deviation, 5e-6);
  EXPECT_EQ(fraction(*workload, "main_win_probability"), "12411600/51979200");
  EXPECT_NEAR(figure(*workload, "standard_deviation_per_hand"), known.standard_deviation, 5e-6);
}

TEST(Exact, BonusBetsHaveTheirKnownExpectations) {
  const auto bonus = [](const std::string& paytable) {
    return let_it_ride(
        "simulation: {hands_per_session: 5}\nbonus_strategy: {enabled: true, type: always, always: {amount: 2}}\n"
        "paytables: {bonus: {type: " +
        paytable + "}}\n");
  };
  EXPECT_EQ(fraction(*bonus("paytable_a"), "bonus_expectation"), "-1568/22100");
  EXPECT_EQ(fraction(*bonus("paytable_b"), "bonus_expectation"), "-992/22100");
  EXPECT_EQ(fraction(*bonus("paytable_c"), "bonus_expectation"), "10368/22100");
  EXPECT_NEAR(figure(*bonus("paytable_b"), "expected_profit_per_hand"), 5 * -1823568.0 / 51979200 + 2 * -992.0 / 22100,
              1e-12);
}

TEST(Exact, ProfitPerHandFollowsFromWaldsIdentityAtFullStakesOnly) {
  const auto exact = let_it_ride()->exact();
  EXPECT_NEAR(exact->ratios.at("profit_per_hand"), 5 * -1823568.0 / 51979200, 1e-12);
  EXPECT_NEAR(exact->ratios.at("bet_at_risk_per_hand"), 5 * 63819648.0 / 51979200, 1e-12);
  const auto left = let_it_ride(
                        "bankroll: {starting_amount: 30, stop_conditions: {win_limit: 20, "
                        "stop_on_insufficient_funds: false}}\n")
                        ->exact();
  EXPECT_GT(left->ratios.at("profit_per_hand"), exact->ratios.at("profit_per_hand")) << "smaller bets lose less";
  EXPECT_NEAR(left->ratios.at("profit_per_bet_at_risk"), -1'823'568.0 / 63'819'648, 1e-15);
}

TEST(Exact, ProfitPerBetAtRiskIsTheSameForEveryBettingSystemWithoutABonus) {
  for (const std::string system : {"flat", "martingale", "proportional"}) {
    const auto exact = let_it_ride("bankroll: {betting_system: {type: " + system + "}}\n")->exact();
    EXPECT_NEAR(exact->ratios.at("profit_per_bet_at_risk"), -1'823'568.0 / 63'819'648, 1e-15);
  }
  EXPECT_EQ(let_it_ride("bonus_strategy: {enabled: true, type: static, static: {ratio: 0.5}}\n")
                ->exact()
                ->ratios.count("profit_per_bet_at_risk"),
            0u);
}

TEST(Exact, UnboundedStakesLeaveTheLawOfAHandButNoProfitPerHand) {
  for (const std::string keys : {"bankroll: {betting_system: {type: proportional}}\n",
                                 "bonus_strategy: {enabled: true, type: static, static: {ratio: 0.5}}\n"}) {
    const auto workload = let_it_ride(keys);
    EXPECT_EQ(workload->exact()->ratios.count("profit_per_hand"), 0u) << keys;
    EXPECT_EQ(workload->exact()->ratios.count("bet_at_risk_per_hand"), 0u) << keys;
    EXPECT_EQ(exact_figure(*workload, "expected_profit_per_hand").name, "");
    EXPECT_EQ(fraction(*workload, "main_expectation"), "-1823568/51979200");
    EXPECT_EQ(workload->exact()->tally_laws.at("hand_frequency"),
              let_it_ride()->exact()->tally_laws.at("hand_frequency"));
    EXPECT_EQ(workload->exact()->tally_laws.count("bonus_frequency"), keys.starts_with("bonus") ? 1u : 0u);
  }
}

TEST(Exact, ClassLawsAreTheCountsOfAllHands) {
  const auto exact = let_it_ride("bonus_strategy: {enabled: true, type: always}\n")->exact();
  const auto& hands = exact->tally_laws.at("hand_frequency");
  ASSERT_EQ(hands.size(), 11u);
  EXPECT_DOUBLE_EQ(hands[0], 1'302'540 / 2'598'960.0);
  EXPECT_DOUBLE_EQ(hands[8], 624 / 2'598'960.0);
  EXPECT_DOUBLE_EQ(hands[10], 4 / 2'598'960.0);
  const auto& bonuses = exact->tally_laws.at("bonus_frequency");
  ASSERT_EQ(bonuses.size(), 7u);
  EXPECT_DOUBLE_EQ(bonuses[0], 16'440 / 22'100.0);
  EXPECT_DOUBLE_EQ(bonuses[6], 4 / 22'100.0);
  EXPECT_EQ(let_it_ride()->exact()->tally_laws.count("bonus_frequency"), 0u);
}

}  // namespace
}  // namespace ergodic::test
