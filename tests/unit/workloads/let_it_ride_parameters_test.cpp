#include "unit/workloads/let_it_ride_cases.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string refusal(const std::string& keys) {
  try {
    let_it_ride(keys);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(Parameters, NeedABankrollForOneHand) {
  EXPECT_EQ(refusal("bankroll: {starting_amount: 14.99}\n"),
            "test.yaml:2:29: bankroll.starting_amount $14.99 is less than the bets of one hand (three bets of $5.00 "
            "and a bonus "
            "bet of $0.00 are $15.00) bring more or bet less");
  EXPECT_EQ(refusal("bankroll: {starting_amount: 15}\n"), "");
  EXPECT_THAT(refusal("bankroll: {starting_amount: 15}\nbonus_strategy: {enabled: true, type: always}\n"),
              HasSubstr("$16.00"));
}

TEST(Parameters, RefuseABonusBetThatIsSwitchedOff) {
  EXPECT_THAT(
      refusal("bonus_strategy: {type: always}\n"),
      AllOf(HasSubstr("test.yaml:2:24: bonus_strategy.type always"), HasSubstr("set enabled: true or type: never")));
  EXPECT_EQ(refusal("bonus_strategy: {enabled: true, type: never}\n"), "");
}

TEST(Parameters, RefuseWhatIsNotPlayed) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {"bankroll: {betting_system: {type: martingale}}\n", "bankroll.betting_system.type"},
           {"strategy: {type: optimum}\n", "did you mean optimal?"},
           {"simulation: {hands_per_session: 10001}\n", "simulation.hands_per_session"},
           {"bankroll: {base_bet: 0}\n", "bankroll.base_bet"},
           {"bankroll: {stop_conditions: {win_limit: 0}}\n", "win_limit"},
           {"bankroll: {stop_conditions: {max_hands: 0}}\n", "max_hands"},
           {"dealer: {discard_enabled: true}\n", "dealer"},
           {"strategy: {aggressive: {ride_on_draws: true}}\n", "aggressive"},
       }) {
    EXPECT_THAT(refusal(keys), HasSubstr(says)) << keys;
  }
}

TEST(Parameters, SayWhatToDoInsteadOfOldKeys) {
  EXPECT_THAT(refusal("simulation: {workers: 4}\n"), HasSubstr("mpirun -n"));
  EXPECT_THAT(refusal("output: {formats: {csv: {enabled: true}}}\n"), HasSubstr("ergodic summary --csv"));
  EXPECT_THAT(refusal("output: {directory: ./results}\n"), HasSubstr("-o FOLDER/OUT.h5"));
}

TEST(Parameters, TakeOldNamesOfTheStudysOwnKeys) {
  const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text(
      "workload: let_it_ride\nsimulation: {num_sessions: 123, random_seed: 45, hands_per_session: 6}\n", "test.yaml",
      {}, workloads);
  EXPECT_EQ(study.sessions_per_case(), 123u);
  EXPECT_EQ(study.seed(), 45u);
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
