#include "unit/workloads/paths/cases.hpp"

#include <ergodic/variates.hpp>

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string stock = R"(
process: gbm
gbm: {start: 100, drift: 0.05, discount_rate: 0.05, volatility: 0.2, steps: 12, strike: 110, barrier: 130}
)";

std::string function(const std::string& expression) {
  return "functions: [{name: f, expression: \"" + expression + "\"}]\n";
}

std::vector<std::string> names(const Columns& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns)
    names.push_back(column.name);
  return names;
}

/// In the lanes, whose rows functions are computed from, and one by one, as paths with times go.
TEST(Functions, HaveTheBitsOfTheObservablesTheyAreMadeOf) {
  const std::string functions = R"(
functions:
  - {name: own_call, expression: 'exp(-discount_rate * horizon) * max(terminal - strike, 0)', unit: dollars}
  - {name: in_the_money, expression: terminal > strike}
  - {name: own_barrier, expression: 0 if reached else own_call}
  - {name: log_range, expression: log(maximum) - log(minimum), says: of the path}
)";
  const auto one = paths(stock + functions);
  const Rows rows = simulated(*one, {0, 3000});
  EXPECT_EQ(values(rows, "own_call"), values(rows, "call"));
  EXPECT_EQ(values(rows, "own_barrier"), values(rows, "up_and_out_call"));
  const std::vector<double> terminal = values(rows, "terminal"), maximum = values(rows, "maximum"),
                            minimum = values(rows, "minimum"), in_the_money = values(rows, "in_the_money"),
                            range = values(rows, "log_range");
  for (std::size_t i = 0; i < terminal.size(); ++i) {
    ASSERT_EQ(in_the_money[i], terminal[i] > 110);
    ASSERT_EQ(range[i], portable_log(maximum[i]) - portable_log(minimum[i]));
  }
  const Rows by_one = simulated(*paths(stock + functions + "times: [0.5, 1]\n"), {0, 3000});
  for (const char* name : {"own_call", "in_the_money", "own_barrier", "log_range"})
    EXPECT_EQ(values(by_one, name), values(rows, name)) << name;
  EXPECT_EQ(by_one.length("state"), 2u);
}

TEST(Functions, AreColumnsAfterTheObservables) {
  const auto one = paths(stock +
                         "observables: [terminal]\n"
                         "functions:\n"
                         "  - {name: payoff, expression: 'max(maximum - strike, 0)', unit: dollars, says: a lookback}\n"
                         "  - {name: paid, expression: payoff > 0}\n");
  const Columns columns = one->columns();
  EXPECT_THAT(names(columns), ElementsAre("terminal", "payoff", "paid"));
  EXPECT_EQ(columns[1].unit, "dollars");
  EXPECT_EQ(columns[1].long_name, "a lookback");
  EXPECT_THAT(columns[2].categories, ElementsAre("no", "yes"));
  EXPECT_EQ(columns[2].long_name, "payoff > 0");
  EXPECT_EQ(one->headlines().front().column, "payoff");
}

TEST(Functions, UseTheStatesOfAChainByTheirNames) {
  const auto one = paths(
      "process: markov_chain\n"
      "markov_chain: {states: [{name: dry, next: [0.8, 0.2]}, {name: wet, next: [0.5, 0.5]}], steps: 5, target: "
      "[wet]}\n"
      "functions: [{name: fee, expression: \"10 + first_hit if hit and terminal == 'dry' else 0\"}]\n");
  const Rows rows = simulated(*one, {0, 500});
  const auto terminal = values(rows, "terminal"), hit = values(rows, "hit"), first = values(rows, "first_hit"),
             fee = values(rows, "fee");
  for (std::size_t i = 0; i < fee.size(); ++i)
    ASSERT_EQ(fee[i], hit[i] == 1 && terminal[i] == 0 ? 10 + first[i] : 0);
}

TEST(Functions, WithoutAValueFailTheirSession) {
  const auto one = paths(stock + function("1 / (1 if terminal > 100 else 0)"));
  const Rows rows = simulated(*one, {0, 1000});
  const auto terminal = values(rows, "terminal");
  const auto failed = std::count_if(terminal.begin(), terminal.end(), [](double value) { return value <= 100; });
  ASSERT_EQ(static_cast<std::ptrdiff_t>(rows.failures().size()), failed);
  EXPECT_LE(terminal[rows.failures().front().row], 100);
  EXPECT_THAT(rows.failures().front().reason, HasSubstr("f has no value (it divides by zero"));
}

TEST(Functions, StandInATranscript) {
  std::ostringstream out;
  const auto one = paths(stock + "observables: [terminal]\nfunctions: [{name: paid, expression: terminal > 0}]\n");
  one->transcript(3, test_streams(), out);
  EXPECT_THAT(out.str(), HasSubstr("paid                    yes\n"));
}

TEST(Functions, RefuseWhatTheyAreNot) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {function("max(terminl, 0)"), "test.yaml:5:40: functions[0].expression uses an unknown name terminl"},
           {function("max(terminl, 0)"), "did you mean terminal?"},
           {function("max(terminl, 0)"),
            "(there are terminal, maximum, minimum, time_average, reached, first_hit, call, put"},
           {function("terminal >"), "functions[0].expression"},
           {function("max(continuous_maximum, 0)"), "it needs between_steps: true, which is not set"},
           {"functions: [{name: terminal, expression: minimum}]\n", "there is one: value at the end"},
           {"functions: [{name: state, expression: minimum}]\n", "results have something else of that name"},
           {"functions: [{name: 2nd, expression: minimum}]\n", "begins with none of the digits"},
           {"functions: [{name: a, expression: minimum}, {name: a, expression: maximum}]\n", "functions[1].name is a"},
           {"functions: [{name: strike, expression: minimum}]\n", "there is one: the strike of gbm"},
           {"functions: [{name: a, expression: minimum > 1, unit: cm}]\n", "unit plays no part (a is true or false)"},
           {"functions: [{expression: minimum}]\n", "functions[0].name is missing"},
       }) {
    EXPECT_THAT(paths_refusal(stock + keys), HasSubstr(says)) << keys;
  }
  EXPECT_THAT(paths_refusal("process: gbm\ngbm: {volatility: 1}\n" + function("terminal - strike")),
              HasSubstr("gbm.strike is not set"));
}

}  // namespace
}  // namespace ergodic::test
