// Configurations of the Python simulator as studies.
#include "workloads/let_it_ride/import/import.hpp"
#include "study/study.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/application.hpp>
#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ergodic::workloads::let_it_ride {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string imported(const std::string& original) {
  return import_configuration(original, "folder/original.yaml").text;
}

/// What is played.
Settings played_as_imported(const std::string& original) {
  static const Workloads workloads = built_in_workloads();
  return settings_of(study::Study::from_text(imported(original), "the study", {}, workloads).case_parameters(0));
}

std::string import_refusal(const std::string& original) {
  try {
    imported(original);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

std::string betting_of(const std::string& type, const std::string& keys, const std::string& base_bet = "5") {
  return "bankroll: {starting_amount: 5000, base_bet: " + base_bet + ", betting_system: {type: " + type + ", " + type +
         ": {" + keys + "}}}\n";
}

std::string bonus(const std::string& type, const std::string& keys, const std::string& more = "") {
  return "bonus_strategy: {enabled: true, type: " + type + ", " + type + ": {" + keys + "}" + more + "}\n";
}

TEST(LetItRideImport, SaysWhereTheStudyComesFrom) {
  EXPECT_THAT(imported(""), testing::StartsWith("# Made from original.yaml by ergodic import."));
}

TEST(LetItRideImport, TakesTheSeedsMagnitudeAsItsGeneratorDid) {
  EXPECT_THAT(imported("simulation: {random_seed: -7}"), HasSubstr("seed: 7\n"));
  EXPECT_THAT(imported("simulation: {random_seed: null}"),
              AllOf(HasSubstr("was not set"), Not(HasSubstr("seeding:\n"))));
}

TEST(LetItRideImport, PlaysTheMartingaleAtItsTopUntilAWin) {
  const auto ladder = std::get<Ladder>(
      played_as_imported(betting_of("martingale", "loss_multiplier: 2, max_bet: 500, max_progressions: 3"))
          .rules.betting_system);
  ASSERT_EQ(ladder.size(), 100u);
  EXPECT_EQ(ladder[0].bet, 5'00);
  EXPECT_EQ(ladder[1].bet, 10'00);
  for (std::size_t k = 2; k < ladder.size(); ++k)
    EXPECT_EQ(ladder[k].bet, 20'00);
}

TEST(LetItRideImport, KeepsTheMartingalesOwnHighestBetWhereItIsReached) {
  const std::string study = imported(betting_of("martingale", "loss_multiplier: 3, max_bet: 30, max_progressions: 6"));
  EXPECT_THAT(study, HasSubstr("\n      max_bet: 30\n"));
}

TEST(LetItRideImport, LowersDAlembertsBetByTheUnitThatRaisesIt) {
  const auto system = std::get<DAlembert>(
      played_as_imported(betting_of("dalembert", "unit: 2, decrease_unit: 7")).rules.betting_system);
  EXPECT_EQ(system.decrease_unit, Cents{2'00});
  EXPECT_THAT(imported(betting_of("dalembert", "unit: 2, decrease_unit: 7")), HasSubstr("dalembert.decrease_unit: 7"));
}

TEST(LetItRideImport, BeginsFibonacciWithItsUnit) {
  const Settings settings = played_as_imported(betting_of("fibonacci", "unit: 4, max_position: 40", "10"));
  EXPECT_EQ(settings.rules.base_bet, Cents{4'00});
  EXPECT_EQ(std::get<Ladder>(settings.rules.betting_system).size(), 20u);
}

TEST(LetItRideImport, LeavesOutTheOptionsThatStrategiesIgnored) {
  const Settings settings = played_as_imported(
      "strategy: {type: conservative, conservative: {made_hands_only: false, min_strength_bet1: 1}}");
  EXPECT_EQ(settings.strategy, strategy_of("conservative"));
  const Settings aggressive = played_as_imported("strategy: {type: aggressive, aggressive: {ride_on_draws: false}}");
  EXPECT_EQ(aggressive.strategy, strategy_of("aggressive"));
}

TEST(LetItRideImport, LeavesOutRulesThatDecideNothing) {
  const std::string study = imported(
      "strategy:\n  type: custom\n  custom:\n    bet1_rules:\n"
      "      - {condition: suited_cards > 3, action: ride}\n"
      "      - {condition: nothas_pair, action: pull}\n"
      "      - {condition: has_pair == 0, action: ride}\n"
      "      - {condition: default, action: ride}\n"
      "    bet2_rules: [{condition: default, action: pull}]\n");
  EXPECT_THAT(study, HasSubstr("#   - {condition: \"suited_cards > 3\", action: ride}"));
  EXPECT_THAT(study, HasSubstr("# The condition was nothas_pair\n      - {condition: not has_pair, action: pull}"));
  EXPECT_THAT(study, Not(HasSubstr("  - {condition: not has_pair, action: ride}")));
}

TEST(LetItRideImport, RefusesRulesThatLeaveAHandUndecided) {
  EXPECT_THAT(
      import_refusal("strategy:\n  type: custom\n  custom:\n    bet1_rules: [{condition: has_pair, action: ride}]\n"
                     "    bet2_rules: [{condition: default, action: pull}]\n"),
      AllOf(HasSubstr("original.yaml:4:17"), HasSubstr("undecided")));
  EXPECT_THAT(import_refusal("strategy: {type: custom, custom: {}}"), HasSubstr("bet1_rules is empty"));
}

TEST(LetItRideImport, GivesBonusBetsTheBoundsThatSessionsGaveThem) {
  const std::string study = imported(bonus("static", "amount: null, ratio: 0.3", ", limits: {max_bet: 2}"));
  EXPECT_THAT(study, AllOf(HasSubstr("min_bet: 1\n    max_bet: 100\n"), HasSubstr("bonus_strategy.limits.max_bet: 2"),
                           HasSubstr("static.amount: null"), HasSubstr("ratio: 0.3")));
  EXPECT_EQ(played_as_imported(bonus("always", "amount: 120")).rules.bonus_bet, Cents{100'00});
  EXPECT_EQ(played_as_imported(bonus("always", "amount: 0.5")).rules.bonus_bet, Cents{0});
}

TEST(LetItRideImport, MakesNoBonusBetThatWasSwitchedOffOrCouldNeverStart) {
  for (const std::string& original :
       {std::string("bonus_strategy: {enabled: false, type: always, always: {amount: 5}}"),
        bonus("streak_based", "action: {type: start}")}) {
    const Settings settings = played_as_imported(original);
    EXPECT_EQ(settings.rules.bonus_bet, Cents{0});
    EXPECT_FALSE(settings.rules.bonus_strategy) << original;
  }
}

TEST(LetItRideImport, BetsTheBaseAmountWhereEachEventOfAStreakIsAResetToo) {
  EXPECT_EQ(played_as_imported(bonus("streak_based", "base_amount: 3, trigger: bonus_loss, reset_on: any_loss"))
                .rules.bonus_bet,
            Cents{3'00});
  EXPECT_FALSE(played_as_imported(bonus("streak_based", "action: {type: start}, trigger: main_win, reset_on: main_win"))
                   .rules.bonus_strategy);
}

TEST(LetItRideImport, LeavesOutFactorsThatWereSwitchedOff) {
  const std::string study = imported(bonus("combined", "ride_correlation: {enabled: false, both_ride_multiplier: 3}"));
  EXPECT_THAT(study, AllOf(HasSubstr("#   bonus_strategy.combined.ride_correlation.both_ride_multiplier: 3"),
                           HasSubstr("strong_hand_multiplier: 1.5")));
}

TEST(LetItRideImport, UsesTiersOnlyWhereScalingWasSwitchedOn) {
  const auto tiers = [](const std::string& enabled) {
    const Settings settings = played_as_imported(
        bonus("bankroll_conditional", "scaling: {" + enabled + "tiers: [{min_profit: 5, bet_amount: 2}]}"));
    return std::get<BankrollConditional>(settings.rules.bonus_strategy->rule).tiers.size();
  };
  EXPECT_EQ(tiers(""), 0u);
  EXPECT_EQ(tiers("enabled: true, "), 1u);
}

TEST(LetItRideImport, BetsTheConfiguredBonusAtATable) {
  const std::string table = "table: {num_seats: 2}\nbankroll: {base_bet: 10}\n";
  EXPECT_EQ(played_as_imported(table + bonus("static", "amount: null, ratio: 0.25")).rules.bonus_bet, Cents{2'50});
  EXPECT_EQ(played_as_imported(table + bonus("static", "amount: 3", ", always: {amount: 7}")).rules.bonus_bet,
            Cents{7'00});
  EXPECT_EQ(played_as_imported(table + "bonus_strategy: {enabled: true, always: {amount: 7}}").rules.bonus_bet,
            Cents{7'00});
}

TEST(LetItRideImport, TakesTheDefaultAmountFromEitherOfItsNames) {
  const auto amount = [](const std::string& keys) {
    const Settings settings = played_as_imported(bonus("session_conditional", keys));
    return std::get<SessionConditional>(settings.rules.bonus_strategy->rule).default_amount;
  };
  EXPECT_EQ(amount("base_amount: 4"), Cents{4'00});
  EXPECT_EQ(amount("base_amount: 4, conditions: {default: {amount: 3}}"), Cents{3'00});
  EXPECT_EQ(amount(""), Cents{1'00});
}

TEST(LetItRideImport, KeepsCommentsOnTheirLinesWhateverTheValuesAre) {
  const std::string study = imported("output: {prefix: \"a\\nsessions: 7\"}\nmetadata: {name: \"b\\nsessions: 8\"}\n");
  EXPECT_THAT(study, AllOf(Not(HasSubstr("\nsessions: 7")), Not(HasSubstr("\nsessions: 8"))));
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
