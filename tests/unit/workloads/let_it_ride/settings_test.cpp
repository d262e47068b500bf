#include "workloads/let_it_ride/settings/settings.hpp"
#include "study/study.hpp"

#include <ergodic/application.hpp>

#include <gtest/gtest.h>

#include <string>
#include <variant>

/// That every key reaches the rule that it is for: all of them differ from their defaults and from each other.
namespace ergodic::workloads::let_it_ride {
namespace {

SessionRules rules(const std::string& keys) {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: let_it_ride\n" + keys, "test.yaml", {}, workloads);
  return settings_of(study.case_parameters(0)).rules;
}

SessionRules with_system(const std::string& type, const std::string& keys) {
  return rules("bankroll: {base_bet: 7, betting_system: {type: " + type + ", " + type + ": {" + keys + "}}}\n");
}

void expect_ladder(const SessionRules& found, const Ladder& expected) {
  const Ladder& ladder = std::get<Ladder>(found.betting_system);
  ASSERT_EQ(ladder.size(), expected.size());
  for (std::size_t i = 0; i < ladder.size(); ++i) {
    EXPECT_EQ(ladder[i].bet, expected[i].bet) << i;
    EXPECT_EQ(ladder[i].onward, expected[i].onward) << i;
  }
}

TEST(Settings, HaveTheKeysOfBettingSystems) {
  EXPECT_TRUE(std::holds_alternative<Flat>(rules("").betting_system));
  expect_ladder(
      with_system("martingale", "loss_multiplier: 1.5, reset_on_win: false, max_bet: 40, max_progressions: 9"),
      ladder_of(Martingale{.loss_multiplier = 1.5, .reset_on_win = false, .max_bet = {4'000}, .max_progressions = 9},
                {700}));
  expect_ladder(
      with_system("reverse_martingale",
                  "win_multiplier: 3, reset_on_loss: false, profit_target_streak: 5, max_bet: 50"),
      ladder_of(
          ReverseMartingale{.win_multiplier = 3, .reset_on_loss = false, .profit_target_streak = 5, .max_bet = {5'000}},
          {700}));
  expect_ladder(with_system("paroli", "win_multiplier: 4, wins_before_reset: 5, max_bet: 60"),
                ladder_of(Paroli{.win_multiplier = 4, .wins_before_reset = 5, .max_bet = {6'000}}, {700}));
  expect_ladder(with_system("fibonacci", "unit: 7, win_regression: 1, max_bet: 70, max_position: 12"),
                ladder_of(Fibonacci{.win_regression = 1, .max_bet = {7'000}, .max_position = 12}, {700}));

  const auto dalembert = with_system("dalembert", "unit: 1.5, decrease_unit: 2.5, min_bet: 3.5, max_bet: 45");
  const auto& steps = std::get<DAlembert>(dalembert.betting_system);
  EXPECT_EQ(steps.unit.count, 150);
  EXPECT_EQ(steps.decrease_unit.count, 250);
  EXPECT_EQ(steps.min_bet.count, 350);
  EXPECT_EQ(steps.max_bet.count, 4'500);

  const auto proportional =
      with_system("proportional", "bankroll_percentage: 0.05, min_bet: 2, max_bet: 35, round_to: 0.25");
  const auto& share = std::get<Proportional>(proportional.betting_system);
  EXPECT_EQ(share.bankroll_percentage, 0.05);
  EXPECT_EQ(share.min_bet.count, 200);
  EXPECT_EQ(share.max_bet.count, 3'500);
  EXPECT_EQ(share.round_to.count, 25);
}

TEST(Settings, HaveTheDefaultsOfASystemWithOrWithoutItsSection) {
  for (const std::string type : {"martingale", "reverse_martingale", "paroli", "fibonacci"}) {
    expect_ladder(rules("bankroll: {base_bet: 7, betting_system: {type: " + type + "}}\n"),
                  std::get<Ladder>(with_system(type, "").betting_system));
  }
}

template <class Rule>
Rule bonus_rule(const std::string& keys) {
  return std::get<Rule>(rules("bankroll: {stop_conditions: {win_limit: 90, loss_limit: 80}}\n"
                              "bonus_strategy: {enabled: true, " +
                              keys + "}\n")
                            .bonus_strategy->rule);
}

TEST(Settings, HaveAConstantBonusWithinItsLimits) {
  const SessionRules limited = rules(
      "bonus_strategy: {enabled: true, type: static, static: {amount: 9.99}, limits: {max_bet: 8.5, increment: 2}}\n");
  EXPECT_EQ(limited.bonus_bet.count, 800);
  EXPECT_FALSE(limited.bonus_strategy);
  EXPECT_EQ(rules("bonus_strategy: {enabled: true, type: always}\n").bonus_bet.count, 100);
  EXPECT_FALSE(rules("").may_bet_bonus());
}

TEST(Settings, HaveTheLimitsOfTheBonus) {
  const BonusLimits limits = rules(
                                 "bonus_strategy: {enabled: true, type: combined, limits: {min_bet: 2, max_bet: 30, "
                                 "increment: 0.5}}\n")
                                 .bonus_strategy->limits;
  EXPECT_EQ(limits.min_bet.count, 200);
  EXPECT_EQ(limits.max_bet.count, 3'000);
  EXPECT_EQ(limits.increment.count, 50);
}

TEST(Settings, HaveTheKeysOfBankrollConditional) {
  const auto rule = bonus_rule<BankrollConditional>(
      "type: bankroll_conditional, bankroll_conditional: {base_amount: 2, min_session_profit: -20, "
      "min_bankroll_ratio: 0.75, profit_percentage: 0.125, max_drawdown: 0.5, scaling: {tiers: "
      "[{min_profit: -10, max_profit: 10, bet_amount: 3}, {min_profit: 20, bet_amount: 4}]}}");
  EXPECT_EQ(rule.base_amount.count, 200);
  EXPECT_EQ(rule.min_session_profit->count, -2'000);
  EXPECT_EQ(rule.min_bankroll_ratio, 0.75);
  EXPECT_EQ(rule.profit_percentage, 0.125);
  EXPECT_EQ(rule.max_drawdown, 0.5);
  ASSERT_EQ(rule.tiers.size(), 2u);
  EXPECT_EQ(rule.tiers[0].min_profit.count, -1'000);
  EXPECT_EQ(rule.tiers[0].max_profit->count, 1'000);
  EXPECT_EQ(rule.tiers[0].bet_amount.count, 300);
  EXPECT_FALSE(rule.tiers[1].max_profit);

  const auto open = bonus_rule<BankrollConditional>(
      "type: bankroll_conditional, bankroll_conditional: {min_session_profit: null, max_drawdown: null, "
      "scaling: {enabled: false}}");
  EXPECT_FALSE(open.min_session_profit);
  EXPECT_FALSE(open.max_drawdown);
  EXPECT_TRUE(open.tiers.empty());

  const auto usual = bonus_rule<BankrollConditional>("type: bankroll_conditional, bankroll_conditional: {}");
  EXPECT_EQ(usual.min_session_profit->count, 0);
  EXPECT_EQ(usual.max_drawdown, 0.25);
}

TEST(Settings, HaveTheKeysOfStreakBased) {
  const auto rule = bonus_rule<StreakBased>(
      "type: streak_based, streak_based: {base_amount: 2, trigger: any_win, streak_length: 4, action: {type: increase, "
      "value: 3}, reset_on: main_loss, max_multiplier: 6}");
  EXPECT_EQ(rule.base_amount.count, 200);
  EXPECT_EQ(rule.trigger, HandEvent::any_win);
  EXPECT_EQ(rule.streak_length, 4);
  EXPECT_EQ(rule.action, StreakBased::Action::increase);
  EXPECT_EQ(rule.value, 3);
  EXPECT_EQ(rule.reset_on, HandEvent::main_loss);
  EXPECT_EQ(rule.max_multiplier, 6);

  const auto open = bonus_rule<StreakBased>(
      "type: streak_based, streak_based: {action: {type: stop}, reset_on: never, max_multiplier: null}");
  EXPECT_EQ(open.action, StreakBased::Action::stop);
  EXPECT_FALSE(open.reset_on);
  EXPECT_FALSE(open.max_multiplier);
}

TEST(Settings, HaveTheKeysOfSessionConditional) {
  const auto rule = bonus_rule<SessionConditional>(
      "type: session_conditional, session_conditional: {base_amount: 6, conditions: {early_session: {hands: 12, "
      "amount: 2}, near_win_limit: {threshold: 30, amount: 3}, near_loss_limit: {threshold: 20, amount: 4}}}");
  EXPECT_EQ(rule.early_session->hands, 12);
  EXPECT_EQ(rule.early_session->amount.count, 200);
  EXPECT_EQ(rule.near_win_limit->profit.count, 6'000) << "30 before 90";
  EXPECT_EQ(rule.near_win_limit->amount.count, 300);
  EXPECT_EQ(rule.near_loss_limit->profit.count, -6'000) << "20 before -80";
  EXPECT_EQ(rule.near_loss_limit->amount.count, 400);
  EXPECT_EQ(rule.default_amount.count, 600);
}

TEST(Settings, HaveTheKeysOfCombined) {
  const auto rule = bonus_rule<Combined>(
      "type: combined, combined: {base_amount: 2, ride_correlation: {both_ride_multiplier: 3, one_ride_multiplier: 4, "
      "both_pull_multiplier: 5}, hand_quality_adjustment: {strong_hand_multiplier: 6, weak_hand_multiplier: 7}}");
  EXPECT_EQ(rule.base_amount.count, 200);
  EXPECT_EQ(rule.ride_correlation->both_ride_multiplier, 3);
  EXPECT_EQ(rule.ride_correlation->one_ride_multiplier, 4);
  EXPECT_EQ(rule.ride_correlation->both_pull_multiplier, 5);
  EXPECT_EQ(rule.hand_quality_adjustment->strong_hand_multiplier, 6);
  EXPECT_EQ(rule.hand_quality_adjustment->weak_hand_multiplier, 7);
  const auto off = bonus_rule<Combined>(
      "type: combined, combined: {ride_correlation: {enabled: false}, hand_quality_adjustment: {enabled: false}}");
  EXPECT_FALSE(off.ride_correlation);
  EXPECT_FALSE(off.hand_quality_adjustment);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
