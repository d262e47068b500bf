#include "unit/workloads/paths/cases.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

const std::string two_states = R"(
process: markov_chain
markov_chain:
  states:
    - {name: A, next: [0.7, 0.3]}
    - {name: B, next: [0.4, 0.6]}
  steps: 10
  target: [B]
)";

std::string five_states(const std::string& more) {
  return R"(
process: markov_chain
markov_chain:
  states:
    - {name: s0, next: [0.5, 0.2, 0.1, 0.1, 0.1]}
    - {name: s1, next: [0.1, 0.6, 0.1, 0.1, 0.1]}
    - {name: s2, next: [0.05, 0.15, 0.5, 0.2, 0.1]}
    - {name: s3, next: [0.2, 0.2, 0.2, 0.2, 0.2]}
    - {name: s4, next: [0, 0.1, 0.2, 0.3, 0.4]}
  steps: 10
  target: [s4]
)" + more;
}

std::string absorbing(const std::string& start, int steps) {
  return R"(
process: markov_chain
markov_chain:
  states:
    - {name: left, next: [1, 0, 0, 0]}
    - {name: a, next: [0.3, 0.2, 0.4, 0.1]}
    - {name: b, next: [0.1, 0.3, 0.3, 0.3]}
    - {name: right, next: [0, 0, 0, 1]}
  target: [left, right]
  start: )" +
         start + "\n  steps: " + std::to_string(steps) + "\n";
}

// The numbers were found by an independent program, with 40 digits.
TEST(MarkovChain, KnowsTheTwoStateChain) {
  const auto chain = paths(two_states);
  const ExactResults exact = *chain->exact();
  EXPECT_NEAR(exact.category_laws.at("terminal")[1], 0.428568897900, 1e-12);
  EXPECT_NEAR(exact.moments.at("visits").mean, 4.10204190090, 1e-11);
  EXPECT_NEAR(exact.category_laws.at("hit")[1], 0.971752475100, 1e-12);
  EXPECT_NEAR(figure(*chain, "expected_hitting_time"), 10.0 / 3, 1e-11);
  EXPECT_NEAR(std::pow(figure(*chain, "standard_deviation_of_hitting_time"), 2), 70.0 / 9, 1e-10);
  EXPECT_NEAR(figure(*chain, "stationary_B"), 3.0 / 7, 1e-12);
  EXPECT_NEAR(figure(*chain, "asymptotic_variance"), 0.454810495627, 1e-12);
  EXPECT_EQ(figure(*chain, "hitting_probability"), 1);
}

TEST(MarkovChain, KnowsTheFiveStateChain) {
  const auto chain = paths(five_states(""));
  const std::vector<double> law = chain->exact()->category_laws.at("terminal");
  const std::vector<double> after_ten = {0.149133044, 0.2869011408, 0.22329586, 0.1731149624, 0.1675549928};
  const std::vector<double> stationary = {0.148975791434, 0.286778398510, 0.223463687151, 0.173184357542,
                                          0.167597765363};
  const std::vector<double> times = {53.0 / 6, 53.0 / 6, 26.0 / 3, 47.0 / 6};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(law[i], after_ten[i], 1e-12);
    EXPECT_NEAR(figure(*chain, "stationary_s" + std::to_string(i)), stationary[i], 1e-12);
    if (i < 4) {
      EXPECT_NEAR(figure(*chain, "expected_hitting_time_from_s" + std::to_string(i)), times[i], 1e-10);
    }
  }
}

TEST(MarkovChain, KnowsAbsorption) {
  for (const auto& [start, in_left] : {std::pair{"a", 0.568181818182}, std::pair{"b", 0.386363636364}}) {
    const auto chain = paths(absorbing(start, 10));
    EXPECT_NEAR(figure(*chain, "absorption_in_left"), in_left, 1e-12);
    EXPECT_NEAR(figure(*chain, "expected_absorption_time"), 2.5, 1e-12);
    EXPECT_NEAR(std::pow(figure(*chain, "standard_deviation_of_absorption_time"), 2), 3.75, 1e-11);
  }
}

/// Within 4.5 standard errors, of 200 000 paths, of all that is known exactly.
TEST(MarkovChain, IsSimulatedByItsLaw) {
  for (const std::string& study :
       {two_states, five_states("  start: s3\n"), five_states("  initial: [0.1, 0.2, 0.3, 0.25, 0.15]\n"),
        absorbing("a", 200), absorbing("b", 3)}) {
    const auto chain = paths(study);
    expect_exact_moments(*chain, simulated(*chain, {0, many_paths}));
    expect_sound(*chain);
  }
}

TEST(MarkovChain, IsAbsorbedWithItsProbabilitiesAndTimes) {
  const auto chain = paths(absorbing("a", 400));
  const Rows rows = simulated(*chain, {0, many_paths});
  share(Sample(values(rows, "terminal")), [](double x) { return x == 0; }).expect_mean(0.568181818182, "left");
  Sample(values(rows, "first_hit")).expect_mean(2.5, "steps");
  Sample(values(rows, "first_hit")).expect_variance(3.75, "steps");
}

/// More states than the scan of a row takes, so that rows are searched by bisection.
TEST(MarkovChain, OfManyStatesIsSimulatedByItsLaw) {
  std::string study = "process: markov_chain\nmarkov_chain:\n  steps: 7\n  states:\n";
  for (int i = 0; i < 40; ++i) {
    study += "    - {name: s" + std::to_string(i) + ", next: [";
    for (int j = 0; j < 40; ++j)
      study += j == (i + 1) % 40 ? "0.5, " : j == (i + 39) % 40 ? "0.25, " : j == (3 * i + 8) % 40 ? "0.25, " : "0, ";
    study.resize(study.size() - 2);
    study += "]}\n";
  }
  const auto chain = paths(study);
  expect_exact_moments(*chain, simulated(*chain, {0, many_paths}));
}

TEST(MarkovChain, SaysInWordsThatATargetIsOutOfReach) {
  const auto chain = paths(R"(
process: markov_chain
markov_chain:
  states:
    - {name: a, next: [0.9, 0.1, 0]}
    - {name: b, next: [0.1, 0.9, 0]}
    - {name: c, next: [0, 0, 1]}
  target: [c]
  steps: 50
)");
  const std::vector<double> hit = chain->exact()->category_laws.at("hit");
  EXPECT_EQ(hit[1], 0);
  EXPECT_EQ(hit[0], 1);
  const ExactFigure ever = exact_figure(*chain, "hitting_probability");
  EXPECT_EQ(ever.value, 0);
  EXPECT_THAT(ever.long_name, HasSubstr("cannot be reached"));
  EXPECT_EQ(exact_figure(*chain, "expected_hitting_time").name, "");
}

// The numbers of these three were found by an independent program, with 60 digits.
TEST(MarkovChain, KnowsAHitThatHardlyEverComes) {
  const auto chain = paths(R"(
process: markov_chain
markov_chain:
  states:
    - {name: a, next: [0.99999999999999, 0.00000000000001]}
    - {name: b, next: [0.5, 0.5]}
  target: [b]
  steps: 1
)");
  const std::vector<double> hit = chain->exact()->category_laws.at("hit");
  EXPECT_DOUBLE_EQ(hit[1], 1e-14);
  EXPECT_DOUBLE_EQ(*chain->exact()->moments.at("visits").standard_deviation, 9.99999999999995e-8);
}

TEST(MarkovChain, KeepsItsDigitsOverMillionsOfSteps) {
  const auto chain = paths(R"(
process: markov_chain
markov_chain:
  states:
    - {name: a, next: [0.999999999999, 0.000000000001, 0]}
    - {name: b, next: [0.5, 0.25, 0.25]}
    - {name: c, next: [0, 0, 1]}
  target: [c]
  steps: 100000000
)");
  const std::vector<double> law = chain->exact()->category_laws.at("terminal");
  EXPECT_NEAR(law[0] + law[1] + law[2], 1, 1e-12);
  EXPECT_NEAR(law[2] / 0.000033332777339496861289, 1, 1e-12);
  EXPECT_EQ(chain->exact()->moments.count("visits"), 0u);
  EXPECT_THAT(chain->exact()->notes.at(0), HasSubstr("hit, first_hit and visits have no exact values"));
}

/// a goes to b or to c and d, which are never left: the shares of c and d there are 1/3 and 2/3.
TEST(MarkovChain, KnowsTheLimitLawFromItsStart) {
  const auto chain = paths(R"(
process: markov_chain
markov_chain:
  states:
    - {name: a, next: [0.5, 0.2, 0.3, 0]}
    - {name: b, next: [0, 1, 0, 0]}
    - {name: c, next: [0, 0, 0.4, 0.6]}
    - {name: d, next: [0, 0, 0.3, 0.7]}
)");
  EXPECT_EQ(figure(*chain, "limit_a"), 0);
  EXPECT_NEAR(figure(*chain, "limit_b"), 0.4, 1e-15);
  EXPECT_NEAR(figure(*chain, "limit_c"), 0.2, 1e-15);
  EXPECT_NEAR(figure(*chain, "limit_d"), 0.4, 1e-15);
  EXPECT_EQ(exact_figure(*chain, "stationary_a").name, "");
  EXPECT_THAT(chain->exact()->notes.at(0), HasSubstr("where a path ends depends on its start"));
}

/// Whether it is a or b takes a million million steps to be forgotten: of two states with the probabilities p and q of
/// a change the limit of n·Var is p q (2 − p − q)/(p + q)³.
TEST(MarkovChain, KnowsTheVarianceOfAShareOfSlowStates) {
  const auto chain = paths(R"(
process: markov_chain
markov_chain:
  states:
    - {name: a, next: [0.999999999999, 0.000000000001]}
    - {name: b, next: [0.000000000002, 0.999999999998]}
  target: [a]
)");
  const double p = 1e-12, q = 2e-12;
  EXPECT_NEAR(figure(*chain, "asymptotic_variance") / (p * q * (2 - p - q) / std::pow(p + q, 3)), 1, 1e-9);
}

/// Rows of probabilities with five decimals.
TEST(MarkovChain, DividesRoundedRowsByTheirSumsWhereItIsTold) {
  const std::string rows =
      "process: markov_chain\nmarkov_chain:\n  states: [{name: a, next: [0.33333, 0.66666]}, {name: b, next: [0.5, "
      "0.5]}]\n  initial: [0.33333, 0.66666]\n";
  EXPECT_THAT(paths_refusal(rows), HasSubstr("next adds up to 0.99999"));
  const auto law = paths(rows + "  normalise: true\n  steps: 1\n")->exact()->category_laws.at("terminal");
  EXPECT_NEAR(law[0], 4.0 / 9, 1e-15) << "1/3 · 1/3 + 2/3 · 1/2";
  EXPECT_THAT(paths_refusal(rows + "  normalise: false\n"), HasSubstr("next adds up to 0.99999"));
  EXPECT_THAT(paths_refusal("process: markov_chain\nmarkov_chain: {states: [{name: a, next: [0]}], normalise: true}\n"),
              HasSubstr("next adds up to 0 "));
}

TEST(MarkovChain, RefusesWhatIsNoChain) {
  const std::string head = "process: markov_chain\nmarkov_chain:\n";
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {head + "  states: [{name: a, next: [0.5, 0.6]}, {name: b, next: [0, 1]}]\n",
            "test.yaml:4:28: markov_chain.states[0].next adds up to 1.1 (the probabilities of what follows a must add "
            "up to 1) correct the row, or set normalise: true"},
           {head + "  states: [{name: a, next: [1]}, {name: b, next: [0, 1]}]\n", "next has 1 numbers (there are 2"},
           {head + "  states: [{name: a, next: [1, 0]}, {name: a, next: [0, 1]}]\n", "a is taken"},
           {head + "  states: [{name: a, next: [-0.5, 1.5]}, {name: b, next: [0, 1]}]\n", "next[0] is -0.5"},
           {head + "  states: []\n", "states is empty"},
           {head + "  states: [{name: dry, next: [1]}]\n  target: [dri]\n", "did you mean dry?"},
           {head + "  states: [{name: a, next: [1]}]\n  start: b\n", "start names b"},
           {head + "  states: [{name: a, next: [1]}]\n  initial: [0.5]\n", "initial adds up to 0.5"},
           {head + "  states: [{name: a, next: [1]}]\n  initial: [1]\n  start: a\n", "start plays no part"},
           {head + "  states: [{name: a, next: [1]}]\nobservables: [terminl]\n", "did you mean terminal?"},
           {head + "  states: [{name: a, next: [1]}]\nobservables: [terminal, terminal]\n", "has terminal twice"},
           {head + "  states: [{name: a, next: [1]}]\nobservables: [visits]\n",
            "observables has visits (it needs markov_chain.target, which is not set)"},
           {"process: markov_chain\n", "the section markov_chain is missing"},
       }) {
    EXPECT_THAT(paths_refusal(keys), HasSubstr(says)) << keys;
  }
}

}  // namespace
}  // namespace ergodic::test
