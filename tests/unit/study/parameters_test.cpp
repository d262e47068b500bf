#include "unit/study/made_up_kind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace ergodic::test {
namespace {

using ::testing::ElementsAre;

const char* const written_study = R"(workload: made_up
horizon: 12
tags: [a, b]
levels: [3, 1e0]
weights: [1, 0.5]
jackpot: {rate: 0.25}
strategy:
  rules:
    - {condition: has_pair, action: pull}
    - when: always
)";

Parameters parameters() { return study_of(written_study).case_parameters(0); }

template <class Call>
std::string rejection(Call call) {
  try {
    call();
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(Parameters, GiveEveryKindOfValue) {
  const Parameters all = parameters();
  EXPECT_EQ(all.integer("horizon"), 12);
  EXPECT_EQ(all.real("mean"), 1.5);
  EXPECT_EQ(all.money("bankroll.starting_amount"), Cents{50000});
  EXPECT_EQ(all.money("rebate"), Cents{10});
  EXPECT_FALSE(all.boolean("strategy.bold"));
  EXPECT_EQ(all.text("strategy.type"), "basic");
  EXPECT_THAT(all.texts("tags"), ElementsAre("a", "b"));
  EXPECT_THAT(all.integers("levels"), ElementsAre(3, 1));
  EXPECT_THAT(all.reals("weights"), ElementsAre(1.0, 0.5));
}

TEST(Parameters, TellWhetherOptionalKeysAreSet) {
  const Parameters all = parameters();
  EXPECT_TRUE(all.has("horizon"));
  EXPECT_TRUE(all.has("jackpot"));
  EXPECT_TRUE(all.has("jackpot.start"));
  EXPECT_FALSE(all.has("bankroll.stop_conditions.win_limit"));
  const Parameters without = study_of("workload: made_up\nrebate: null\n").case_parameters(0);
  EXPECT_FALSE(without.has("jackpot"));
  EXPECT_FALSE(without.has("jackpot.start"));
  EXPECT_FALSE(without.has("rebate"));
}

TEST(Parameters, SectionsAndElementsAreParametersOfTheirOwn) {
  const Parameters strategy = parameters().section("strategy");
  EXPECT_EQ(strategy.text("type"), "basic");
  const auto rules = strategy.items("rules");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].text("action"), "pull");
  EXPECT_EQ(rules[1].text("condition"), "always");
  EXPECT_EQ(rules[1].text("action"), "ride");
  EXPECT_EQ(parameters().section("bankroll.stop_conditions").has("max_rounds"), false);
}

TEST(Parameters, OutliveTheirStudy) {
  std::optional<Parameters> rule;
  {
    const Workloads workloads = made_up_workloads();
    rule = study::Study::from_text(written_study, "s.yaml", {}, workloads)
               .case_parameters(0)
               .items("strategy.rules")
               .at(1);
  }
  EXPECT_EQ(rule->text("condition"), "always");
}

TEST(Parameters, AskingForWhatTheSchemaDoesNotHaveIsAMistakeOfTheWorkload) {
  const Parameters all = parameters();
  EXPECT_THROW(all.integer("horizont"), InternalError);
  EXPECT_THROW(all.integer("mean"), InternalError);
  EXPECT_THROW(all.real("horizon"), InternalError);
  EXPECT_THROW(all.text("strategy"), InternalError);
  EXPECT_THROW(all.integers("weights"), InternalError);
  EXPECT_THROW(all.items("tags"), InternalError);
  EXPECT_THROW(all.section("horizon"), InternalError);
  EXPECT_THROW(all.money("bankroll.stop_conditions.win_limit"), InternalError);
  EXPECT_THROW(all.has("horizon.x"), InternalError);
  EXPECT_THROW(all.integer("sessions"), InternalError) << "the study's own keys are none of the workload's business";
}

TEST(Parameters, RejectAtThePlaceOfTheValue) {
  const Parameters all = parameters();
  EXPECT_EQ(rejection([&] { all.reject("horizon", "12", "it is a dozen", "take another"); }),
            "s.yaml:2:10: horizon 12 (it is a dozen) take another");
  EXPECT_EQ(rejection([&] {
              all.items("strategy.rules")[0].reject("condition", "has_pair", "unknown word", " did you mean pair?");
            }),
            "s.yaml:9:19: strategy.rules[0].condition has_pair (unknown word) did you mean pair?");
  EXPECT_EQ(rejection([&] { all.reject("strategy.rules[0]", "is there", "there is no need"); }),
            "s.yaml:9:7: strategy.rules[0] is there (there is no need)");
  EXPECT_THROW(all.reject("strategy.rules[7]", "is there", "it is not"), InternalError);
  EXPECT_THROW(all.reject("horizon[0]", "is there", "it is no list"), InternalError);
  EXPECT_EQ(rejection([&] { all.section("strategy").reject("type", "basic", "no rules"); }),
            "s.yaml (default): strategy.type basic (no rules)");
  EXPECT_EQ(rejection([&] { all.reject("jackpot", "there is one", "no one plays"); }),
            "s.yaml:6:10: jackpot there is one (no one plays)");
  EXPECT_EQ(
      rejection([&] {
        study_of(written_study, {{"horizon", "13", "--set"}}).case_parameters(0).reject("horizon", "13", "bad luck");
      }),
      "--set horizon=13: horizon 13 (bad luck)");
  EXPECT_EQ(rejection([&] {
              study_of("workload: made_up\ncases:\n  a: {}\n  b: {mean: 7}\n")
                  .case_parameters(1)
                  .reject("mean", "7", "too many");
            }),
            "s.yaml:4:13: mean 7 (too many)");
}

TEST(Parameters, PlaceAMessageInsideAText) {
  const auto rejected = [](const std::string& condition, std::size_t offset, std::size_t length) {
    const auto study = study_of("workload: made_up\nstrategy:\n  rules:\n    - condition: " + condition + "\n");
    const Parameters rule = study.case_parameters(0).items("strategy.rules").front();
    return rejection([&] { rule.reject_part("condition", offset, length, "is odd", "as it is", "do not"); });
  };
  const std::string message = "strategy.rules[0].condition is odd (as it is) do not";
  EXPECT_EQ(rejected("a and b", 6, 1), "s.yaml:4:24: " + message);
  EXPECT_EQ(rejected("'a and b'", 6, 1), "s.yaml:4:25: " + message);
  EXPECT_EQ(rejected("\"a and b\"", 7, 0), "s.yaml:4:26: " + message);
  EXPECT_EQ(rejected("äö and b", 9, 1), "s.yaml:4:25: " + message) << "in characters";
  EXPECT_EQ(rejected("\"a\\x20and b\"", 6, 1), "s.yaml:4:18: " + message + "\n  a and b\n        ^");
  EXPECT_EQ(rejected("'a == ''b'''", 5, 3), "s.yaml:4:18: " + message + "\n  a == 'b'\n       ^^^");
  EXPECT_EQ(rejected("a\n        and b", 6, 1), "s.yaml:4:18: " + message + "\n  a and b\n        ^");
  EXPECT_EQ(rejected("|\n        a\n        and b", 6, 1), "s.yaml:4:18: " + message + "\n  and b\n      ^");
  EXPECT_EQ(rejected("&name a and b", 6, 1), "s.yaml:4:18: " + message + "\n  a and b\n        ^");
}

}  // namespace
}  // namespace ergodic::test
