#include "unit/workloads/let_it_ride/cases.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string parameters_refusal(const std::string& keys) {
  try {
    let_it_ride(keys);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(Parameters, NeedABankrollForOneHand) {
  EXPECT_EQ(parameters_refusal("bankroll: {starting_amount: 14.99}\n"),
            "test.yaml:2:29: bankroll.starting_amount $14.99 is less than the bets of one hand (three bets of $5.00 "
            "and a bonus "
            "bet of $0.00 are $15.00) bring more or bet less");
  EXPECT_EQ(parameters_refusal("bankroll: {starting_amount: 15}\n"), "");
  EXPECT_THAT(parameters_refusal("bankroll: {starting_amount: 15}\nbonus_strategy: {enabled: true, type: always}\n"),
              HasSubstr("$16.00"));
}

TEST(Parameters, RefuseABonusBetThatIsSwitchedOff) {
  EXPECT_THAT(
      parameters_refusal("bonus_strategy: {type: always}\n"),
      AllOf(HasSubstr("test.yaml:2:24: bonus_strategy.type always"), HasSubstr("set enabled: true or type: never")));
  EXPECT_EQ(parameters_refusal("bonus_strategy: {enabled: true, type: never}\n"), "");
}

TEST(Parameters, RefuseWhatIsNotPlayed) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {"strategy: {type: optimum}\n", "did you mean optimal?"},
           {"simulation: {hands_per_session: 10001}\n", "simulation.hands_per_session"},
           {"bankroll: {base_bet: 0}\n", "bankroll.base_bet"},
           {"bankroll: {stop_conditions: {win_limit: 0}}\n", "win_limit"},
           {"bankroll: {stop_conditions: {max_hands: 0}}\n", "max_hands"},
           {"deck: {shuffle_algorithm: cryptographic}\n", "deck"},
       }) {
    EXPECT_THAT(parameters_refusal(keys), HasSubstr(says)) << keys;
  }
}

TEST(Parameters, TakeEveryBettingSystemAndBonusStrategyWithItsDefaults) {
  for (const std::string system :
       {"flat", "martingale", "reverse_martingale", "paroli", "dalembert", "fibonacci", "proportional"}) {
    const std::string type = "bankroll: {betting_system: {type: " + system;
    EXPECT_EQ(parameters_refusal(type + "}}\n"), "");
    if (system != "flat") {
      EXPECT_EQ(parameters_refusal(type + ", " + system + ": {}}}\n"), "");
    }
  }
  for (const std::string strategy :
       {"always", "bankroll_conditional", "streak_based", "session_conditional", "combined"}) {
    const std::string type = "bonus_strategy: {enabled: true, type: " + strategy;
    EXPECT_EQ(parameters_refusal(type + "}\n"), "");
    EXPECT_EQ(parameters_refusal(type + ", " + strategy + ": {}}\n"), "");
    EXPECT_THAT(parameters_refusal("bonus_strategy: {type: " + strategy + "}\n"),
                HasSubstr("set enabled: true or type: never"));
  }
}

TEST(Parameters, RefuseTheSectionOfATypeThatIsNotChosen) {
  EXPECT_EQ(parameters_refusal("bankroll: {betting_system: {type: martingale, paroli: {max_bet: 80}}}\n"),
            "test.yaml:2:55: bankroll.betting_system.paroli plays no part (bankroll.betting_system.type is martingale) "
            "remove it or set type: paroli");
  EXPECT_THAT(parameters_refusal("bankroll: {betting_system: {martingale: {}}}\n"), HasSubstr("set type: martingale"));
  EXPECT_THAT(parameters_refusal("bonus_strategy: {always: {amount: 1}}\n"),
              HasSubstr("bonus_strategy.always plays no part"));
  EXPECT_THAT(parameters_refusal("bonus_strategy: {enabled: true, type: always, streak_based: {}}\n"),
              HasSubstr("bonus_strategy.streak_based plays no part"));
}

TEST(Parameters, LetEachCaseHaveItsOwnSection) {
  const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text(R"(
workload: let_it_ride
cases:
  flat: {}
  martingale: {bankroll.betting_system: {type: martingale, martingale: {max_bet: 80}}}
  paroli: {bankroll.betting_system.type: paroli, bankroll.betting_system.paroli.max_bet: 40}
)",
                                             "test.yaml", {}, workloads);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NE(workloads.find("let_it_ride")->make(study.case_parameters(i)), nullptr);
}

TEST(Parameters, RefuseBettingSystemsThatContradictThemselves) {
  EXPECT_EQ(parameters_refusal("bankroll: {base_bet: 3, betting_system: {type: dalembert}}\n"),
            "test.yaml:2:22: bankroll.base_bet $3.00 is out of the betting system's bounds "
            "(bankroll.betting_system.dalembert goes from $5.00 to $500.00) begin within them");
  EXPECT_THAT(
      parameters_refusal("bankroll: {betting_system: {type: dalembert, dalembert: {min_bet: 6, max_bet: 5.5}}}\n"),
      HasSubstr("(min_bet is $6.00 and max_bet $5.50)"));
  EXPECT_THAT(parameters_refusal("bankroll: {betting_system: {type: proportional, proportional: {min_bet: 101}}}\n"),
              HasSubstr("make min_bet the smaller"));
  EXPECT_THAT(parameters_refusal("bankroll: {betting_system: {type: fibonacci, fibonacci: {unit: 10}}}\n"),
              HasSubstr("bankroll.betting_system.fibonacci.unit $10.00 is not the base bet"));
  EXPECT_EQ(parameters_refusal("bankroll: {base_bet: 10, betting_system: {type: fibonacci, fibonacci: {unit: 10}}}\n"),
            "");
  EXPECT_THAT(parameters_refusal("bankroll: {betting_system: {type: martingale, martingale: {loss_multiplier: 1}}}\n"),
              HasSubstr("loss_multiplier"));
}

TEST(Parameters, NeedABankrollForTheFirstBetsOfASystem) {
  const std::string proportional =
      "bankroll: {starting_amount: 500, betting_system: {type: proportional, proportional: {bankroll_percentage: 0.4, "
      "max_bet: 200}}}\n";
  EXPECT_THAT(parameters_refusal(proportional),
              HasSubstr("three bets of $200.00 and a bonus bet of $0.00 are $600.00"));
  EXPECT_THAT(parameters_refusal(
                  "bankroll: {starting_amount: 16}\nbonus_strategy: {enabled: true, type: static, static: {ratio: "
                  "0.5}}\n"),
              HasSubstr("three bets of $5.00 and a bonus bet of $2.50 are $17.50"));
}

TEST(Parameters, RefuseBonusStrategiesThatContradictThemselves) {
  const auto bonus = [](const std::string& keys) {
    return parameters_refusal("bonus_strategy: {enabled: true, " + keys + "}\n");
  };
  EXPECT_EQ(
      bonus("type: static"),
      "test.yaml (default): bonus_strategy.static has no bonus bet (neither amount nor ratio is set) set one of them");
  EXPECT_THAT(bonus("type: static, static: {}"), HasSubstr("set one of them"));
  EXPECT_THAT(bonus("type: static, static: {amount: 1, ratio: 0.5}"), HasSubstr("keep one of them"));
  EXPECT_EQ(bonus("type: static, static: {ratio: 0.5}"), "");
  EXPECT_EQ(bonus("type: static, static: {amount: null, ratio: 0.5}"), "");
  EXPECT_THAT(bonus("type: always, always: {amount: 5}, limits: {min_bet: 10}"), HasSubstr("bonus bet of $5.00"));
  EXPECT_THAT(bonus("type: always, limits: {min_bet: 10, max_bet: 5}"), HasSubstr("make min_bet the smaller"));
  EXPECT_THAT(bonus("type: always, limits: {increment: 10, max_bet: 5}"), HasSubstr("max_bet is $5.00"));
  EXPECT_THAT(bonus("type: bankroll_conditional, bankroll_conditional: {scaling: {tiers: [{min_profit: 50, max_profit: "
                    "50}]}}"),
              HasSubstr("tiers[0].max_profit is not above min_profit"));
  EXPECT_THAT(bonus("type: bankroll_conditional, bankroll_conditional: {scaling: {enabled: false, tiers: [{}]}}"),
              HasSubstr("scaling.tiers plays no part (scaling.enabled is false)"));
  EXPECT_THAT(bonus("type: combined, combined: {ride_correlation: {enabled: false, both_ride_multiplier: 3}}"),
              HasSubstr("both_ride_multiplier plays no part (ride_correlation.enabled is false)"));
  EXPECT_EQ(bonus("type: combined, combined: {ride_correlation: {enabled: false}}"), "");
  EXPECT_THAT(bonus("type: streak_based, streak_based: {action: {type: stop, value: 2}}"),
              HasSubstr("action.value plays no part"));
  EXPECT_THAT(bonus("type: streak_based, streak_based: {action: {type: start}}"),
              HasSubstr("trigger bonus_loss never happens"));
  EXPECT_EQ(bonus("type: streak_based, streak_based: {action: {type: start}, trigger: main_loss}"), "");
  for (const char* reset : {"main_loss", "any_loss"}) {
    EXPECT_THAT(bonus(fmt::format("type: streak_based, streak_based: {{trigger: main_loss, reset_on: {}}}", reset)),
                HasSubstr("trigger main_loss is never counted"));
  }
  EXPECT_EQ(bonus("type: streak_based, streak_based: {trigger: any_loss, reset_on: main_loss}"), "");
  EXPECT_THAT(bonus("type: session_conditional, session_conditional: {conditions: {near_win_limit: {}}}"),
              HasSubstr("near_win_limit never holds (bankroll.stop_conditions.win_limit is not set)"));
  EXPECT_EQ(bonus("type: session_conditional, session_conditional: {base_amount: 2}"), "");
  EXPECT_THAT(bonus("type: session_conditional, session_conditional: {base_amount: 2, conditions: {default: {amount: "
                    "3}}}"),
              HasSubstr("remove one of them"));
}

TEST(Parameters, SayWhatToDoInsteadOfOldKeys) {
  EXPECT_THAT(parameters_refusal("simulation: {workers: 4}\n"), HasSubstr("mpirun -n"));
  EXPECT_THAT(parameters_refusal("output: {formats: {csv: {enabled: true}}}\n"), HasSubstr("ergodic summary --csv"));
  EXPECT_THAT(parameters_refusal("output: {directory: ./results}\n"), HasSubstr("-o FOLDER/OUT.h5"));
}

TEST(Parameters, TakeOldNamesOfTheStudysOwnKeys) {
  const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text(
      "workload: let_it_ride\nsimulation: {num_sessions: 123, random_seed: 45, hands_per_session: 6}\n", "test.yaml",
      {}, workloads);
  EXPECT_EQ(study.sessions_per_case(), 123u);
  EXPECT_EQ(study.seed(), 45u);
}

TEST(Parameters, OfThePublishedStudiesAreGoodAndGiveOneKindOfRow) {
  const Workloads workloads = built_in_workloads();
  int studies = 0;
  for (const auto& file : std::filesystem::directory_iterator(ERGODIC_SOURCE_DIR "/jobs/studies/let_it_ride")) {
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto study = study::Study::from_text(text, file.path().filename().string(), {}, workloads);
    const auto first = workloads.find("let_it_ride")->make(study.case_parameters(0));
    for (std::size_t i = 0; i < study.case_count(); ++i) {
      const auto workload = workloads.find("let_it_ride")->make(study.case_parameters(i));
      EXPECT_EQ(workload->columns().size(), first->columns().size()) << file.path();
      EXPECT_EQ(workload->ratios().size(), first->ratios().size()) << file.path();
    }
    ++studies;
  }
  EXPECT_GE(studies, 5);
}

TEST(Parameters, ShareTablesBetweenCasesOfOneStrategy) {
  // Ten thousand cases of one strategy: compiled one by one they would take minutes.
  const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: let_it_ride\n", "test.yaml", {}, workloads);
  for (int i = 0; i < 10'000; ++i)
    workloads.find("let_it_ride")->make(study.case_parameters(0));
}

}  // namespace
}  // namespace ergodic::test
