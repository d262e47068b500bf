// Strategies and bets that a study writes itself.
#include "study/study.hpp"
#include "unit/workloads/let_it_ride/cases.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <ergodic/application.hpp>
#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

using test::let_it_ride;
using testing::HasSubstr;

Settings settings(const std::string& keys) {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: let_it_ride\n" + keys, "test.yaml", {}, workloads);
  return settings_of(study.case_parameters(0));
}

std::string refusal(const std::string& keys) {
  try {
    settings(keys);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

std::string rules(const std::string& bet1, const std::string& bet2) {
  const auto list = [](const std::string& name, const std::string& condition) {
    return "    " + name + ":\n      - {condition: \"" + condition +
           "\", action: ride}\n      - {condition: default, action: pull}\n";
  };
  return "strategy:\n  type: custom\n  custom:\n" + list("bet1_rules", bet1) + list("bet2_rules", bet2);
}

const std::string basic = rules(
    "has_paying_hand or is_royal_draw or (straight_flush_spread == 3 and not is_excluded_sf_consecutive) or "
    "(straight_flush_spread == 4 and suited_high_cards >= 1) or "
    "(straight_flush_spread == 5 and suited_high_cards >= 2)",
    "has_paying_hand or is_flush_draw or (is_open_straight_draw and high_cards >= 1) or "
    "(is_inside_straight_draw and high_cards >= 4)");

void expect_same_decisions(const std::string& keys, const Strategy& built_in) {
  const DecisionTables own = decide(settings(keys).strategy, standard_paytable());
  const DecisionTables other = decide(built_in, standard_paytable());
  EXPECT_TRUE(own.rides_first == other.rides_first) << keys;
  EXPECT_TRUE(own.rides_second == other.rides_second) << keys;
}

TEST(CustomStrategy, EqualsABuiltInOneThatIsWrittenAsRulesOnAllCards) {
  expect_same_decisions(basic, Strategy::basic);
  expect_same_decisions(rules("has_paying_hand", "has_paying_hand"), Strategy::conservative);
  expect_same_decisions(
      rules("has_trips or pair_rank >= 10", "has_trips or pair_rank >= 10 or has_two_pair or has_paying_hand"),
      Strategy::conservative);
  const std::string aggressive =
      "has_paying_hand or is_flush_draw or gaps == 5 - connected_cards and connected_cards >= ";
  expect_same_decisions(rules(aggressive + "3", aggressive + "4"), Strategy::aggressive);
}

TEST(CustomStrategy, HasTheExactExpectationOfTheBuiltInOne) {
  const auto workload = let_it_ride(basic);
  EXPECT_DOUBLE_EQ(test::figure(*workload, "main_expectation"), -1823568.0 / 51979200.0);
  EXPECT_EQ(test::fraction(*workload, "main_expectation"), test::fraction(*let_it_ride(), "main_expectation"));
}

TEST(CustomStrategy, PlaysSessionsBitForBitAsTheBuiltInOne) {
  const Rows own = test::simulated(*let_it_ride(basic), {0, 500});
  const Rows other = test::simulated(*let_it_ride("strategy: {type: basic}\n"), {0, 500});
  for (std::size_t column = 0; column < own.columns().size(); ++column) {
    const auto a = own.bytes(column), b = other.bytes(column);
    ASSERT_EQ(a.size(), b.size());
    EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size()), 0) << own.columns()[column].name;
  }
}

TEST(CustomStrategy, LetsTheFirstRuleThatHoldsDecide) {
  const std::string keys =
      "strategy:\n  type: custom\n  custom:\n"
      "    bet1_rules: [{condition: has_trips, action: pull}, {condition: default, action: ride}]\n"
      "    bet2_rules: [{condition: default, action: pull}]\n";
  const DecisionTables tables = decide(settings(keys).strategy, standard_paytable());
  EXPECT_EQ(std::count(tables.rides_first.begin(), tables.rides_first.end(), false), 52);
  EXPECT_EQ(std::count(tables.rides_second.begin(), tables.rides_second.end(), true), 0);
}

TEST(CustomStrategy, SaysWhereARuleIsWrong) {
  EXPECT_EQ(refusal("strategy:\n  type: custom\n  custom:\n    bet1_rules:\n"
                    "      - {condition: high_cards >= 2 and has_pear, action: ride}\n"
                    "    bet2_rules: [{condition: default, action: pull}]\n")
                .substr(0, 82),
            "test.yaml:6:41: strategy.custom.bet1_rules[0].condition uses an unknown name has_p");
  EXPECT_THAT(refusal(rules("streak > 2", "default")), HasSubstr("a strategy sees the cards only"));
  EXPECT_THAT(refusal(rules("default or has_pair", "default")), HasSubstr("stands alone"));
  EXPECT_THAT(refusal(rules("has_pair == 3.5", "default")), HasSubstr("one is true or false, the other a number"));
  EXPECT_THAT(refusal(rules("is_open_straight_draw", "true")), HasSubstr("no three cards fulfil it"));
  EXPECT_THAT(refusal(rules("1 / high_cards > 2", "true")), HasSubstr("is undefined for 2h 3d 7c"));
  EXPECT_THAT(refusal("strategy: {type: custom}\n"), HasSubstr("set its bet1_rules and bet2_rules"));
  EXPECT_THAT(refusal("strategy: {type: custom, custom: {bet1_rules: [], bet2_rules: []}}\n"), HasSubstr("is empty"));
  EXPECT_THAT(refusal("strategy: {type: custom, custom: {bet1_rules: [{condition: high_cards > 0, action: ride}], "
                      "bet2_rules: [{condition: default, action: pull}]}}\n"),
              HasSubstr("strategy.custom.bet1_rules leaves 2h 3d 7c undecided"));
  EXPECT_THAT(refusal("strategy: {type: custom, custom: {bet1_rules: [{condition: default, action: ride}, "
                      "{condition: has_pair, action: pull}], bet2_rules: [{condition: default, action: pull}]}}\n"),
              HasSubstr("test.yaml:2:96: strategy.custom.bet1_rules[1].condition decides nothing (the rules before it "
                        "decide all three cards that fulfil it)"));
}

TEST(ConservativeStrategy, RidesFromTheStrengthThatIsAsked) {
  const auto with = [](const std::string& options) {
    return "strategy: {type: conservative, conservative: {" + options + "}}\n";
  };
  const auto as_rules = [](const std::string& keys, const std::string& first, const std::string& second) {
    expect_same_decisions(rules(first, second), settings(keys).strategy);
  };
  expect_same_decisions(with("min_strength_bet1: 2, min_strength_bet2: 2, made_hands_only: true"),
                        Strategy::conservative);
  as_rules(with("min_strength_bet1: 1, min_strength_bet2: 3"), "has_pair or has_trips",
           "has_paying_hand and not has_high_pair");
  as_rules(with("min_strength_bet1: 4, min_strength_bet2: 4"), "has_trips",
           "has_paying_hand and not has_high_pair and not has_two_pair");
  as_rules(with("made_hands_only: false"), "has_paying_hand or is_straight_flush_draw",
           "has_paying_hand or is_straight_flush_draw");
}

TEST(AggressiveStrategy, RidesOnTheDrawsThatAreAsked) {
  const auto with = [](const std::string& options) {
    return settings("strategy: {type: aggressive, aggressive: {" + options + "}}\n").strategy;
  };
  expect_same_decisions("strategy: {type: aggressive}\n", with("include_gutshots: true"));
  expect_same_decisions("strategy: {type: conservative}\n", with("ride_on_draws: false"));
  expect_same_decisions(rules("has_paying_hand or is_flush_draw or is_straight_draw",
                              "has_paying_hand or is_flush_draw or is_open_straight_draw"),
                        with("include_gutshots: false"));
  expect_same_decisions(
      rules("has_paying_hand or is_straight_draw", "has_paying_hand or is_flush_draw or is_straight_draw"),
      with("include_backdoor_flush: false"));
  EXPECT_THAT(refusal("strategy: {type: aggressive, aggressive: {ride_on_draws: false, include_gutshots: true}}\n"),
              HasSubstr("include_gutshots plays no part"));
  EXPECT_THAT(refusal("strategy: {conservative: {made_hands_only: true}}\n"), HasSubstr("plays no part"));
}

// -- bets -----------------------------------------------------------------------------------------------------------

std::string betting(const std::string& expression, const std::string& more = "") {
  return "bankroll:\n  betting_system:\n    type: custom\n    custom: {expression: \"" + expression + "\"" + more +
         "}\n";
}

void expect_same_rows(const std::string& keys, const std::string& others) {
  const Rows own = test::simulated(*let_it_ride(keys), {0, 300});
  const Rows other = test::simulated(*let_it_ride(others), {0, 300});
  EXPECT_TRUE(own.failures().empty());
  for (std::size_t column = 0; column < own.columns().size(); ++column) {
    const auto a = own.bytes(column), b = other.bytes(column);
    EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size()), 0) << keys << own.columns()[column].name;
  }
}

TEST(CustomBets, EqualTheSystemsThatTheySpellOut) {
  expect_same_rows(betting("base_bet"), "");
  expect_same_rows(
      betting("base_bet if last_result == 'none' else 2 * last_bet if last_result == 'loss' else "
              "base_bet",
              ", max_bet: 1000"),
      "bankroll: {betting_system: {type: martingale, martingale: {max_bet: 1000, max_progressions: 20}}}\n");
  expect_same_rows(betting("base_bet * pow(2, max(streak, 0))", ", max_bet: 80"),
                   "bankroll: {betting_system: {type: reverse_martingale, reverse_martingale: "
                   "{max_bet: 80, profit_target_streak: 100}}}\n");
  expect_same_rows(betting("floor(round(100 * bankroll) * 0.03 / 100 + 0.5)", ", max_bet: 100"),
                   "bankroll: {betting_system: {type: proportional}}\n");
}

TEST(CustomBonusBets, EqualTheStrategiesThatTheySpellOut) {
  const auto custom = [](const std::string& expression) {
    return "bankroll: {starting_amount: 600}\nbonus_strategy:\n  enabled: true\n  type: custom\n  custom: {expression: "
           "\"" +
           expression + "\"}\n";
  };
  const auto other = [](const std::string& keys) {
    return "bankroll: {starting_amount: 600}\nbonus_strategy: {enabled: true, " + keys + "}\n";
  };
  expect_same_rows(custom("base_bet * 0.2"), other("type: static, static: {ratio: 0.2}"));
  expect_same_rows(custom("2 if hands_played < 20 else 1"),
                   other("type: session_conditional, session_conditional: {conditions: {early_session: {hands: 20, "
                         "amount: 2}, default: {amount: 1}}}"));
  expect_same_rows(custom("session_profit * 0.2 if session_profit > 0 else 1 if bankroll >= 450 and bankroll == "
                          "starting_bankroll + session_profit and session_profit >= 0 else -5"),
                   other("type: bankroll_conditional, limits: {max_bet: 25}, bankroll_conditional: "
                         "{profit_percentage: 0.2}"));
}

TEST(CustomBets, SayWhatTheyAreRefusedFor) {
  EXPECT_THAT(refusal(betting("base_bet * 2 if last_result == 'lost' else 5")),
              HasSubstr("test.yaml:5:58: bankroll.betting_system.custom.expression compares last_result with 'lost'"));
  EXPECT_THAT(refusal(betting("5 / hands_played")), HasSubstr("has no value before the first hand"));
  EXPECT_THAT(refusal(betting("last_bonus_result == 'win'")), HasSubstr("unknown name last_bonus_result"));
  EXPECT_THAT(refusal(betting("has_pair")), HasSubstr("before the cards are dealt"));
  EXPECT_THAT(refusal(betting("5", ", min_bet: 9, max_bet: 8")), HasSubstr("has no bet within its bounds"));
  EXPECT_THAT(refusal("bankroll: {betting_system: {type: custom}}\n"), HasSubstr("has no expression"));
  EXPECT_THAT(refusal("bonus_strategy: {enabled: true, type: custom}\n"), HasSubstr("has no expression"));
}

TEST(CustomBets, FailASessionWhereTheyHaveNoValue) {
  // Three losses in a row divide by zero.
  const auto workload = let_it_ride(betting("base_bet / (streak + 3)", ", min_bet: 1"));
  const Rows rows = test::simulated(*workload, {0, 200});
  ASSERT_FALSE(rows.failures().empty());
  EXPECT_EQ(rows.failures().front().category, "expression");
  EXPECT_THAT(rows.failures().front().reason,
              HasSubstr("bankroll.betting_system.custom.expression has no value before hand"));
  const Rows& played = rows;
  std::int64_t hands = 0, counted = 0;
  std::vector<bool> failed(200);
  for (const Failure& failure : rows.failures())
    failed[failure.row] = true;
  for (std::size_t row = 0; row < 200; ++row)
    hands += failed[row] ? 0 : played.column<std::int32_t>("hands_played")[row];
  for (const std::int64_t count : played.tally(0))
    counted += count;
  EXPECT_EQ(counted, hands) << "hands of failed sessions are not counted";
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
