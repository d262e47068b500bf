#include "unit/workloads/paths/transitions.hpp"

#include "study/study.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <numeric>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

TEST(SparseChain, HasTheStationaryLawThatGaussianEliminationFinds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Transitions transitions = random_chain(17, 0, seed);
    auto a = away(transitions);
    std::vector<std::vector<double>> transposed(17, std::vector<double>(17, 1));  // the last row: Σ π = 1
    for (std::size_t i = 0; i < 16; ++i) {
      for (std::size_t j = 0; j < 17; ++j)
        transposed[i][j] = a[j][i];
    }
    std::vector<double> b(17, 0);
    b[16] = 1;
    const std::vector<double> law = solved(transposed, b);
    const auto chain = paths(sparse(transitions));
    for (std::size_t i = 0; i < 17; ++i)
      EXPECT_NEAR(figure(*chain, fmt::format("stationary_{}", i)), law[i], 1e-13) << seed;
  }
}

TEST(SparseChain, HasTheHittingTimesThatGaussianEliminationFinds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Transitions transitions = random_chain(17, 0, seed);
    Transitions stopped = transitions;
    stopped[16].clear();
    stopped[5].clear();
    std::vector<double> ones(17, 1);
    ones[16] = ones[5] = 0;
    const std::vector<double> mean = solved(away(stopped), ones);
    std::vector<double> twice(17);
    for (std::size_t i = 0; i < 17; ++i)
      twice[i] = ones[i] * (2 * mean[i] - 1);
    const std::vector<double> second = solved(away(stopped), twice);
    const auto chain = paths(sparse(transitions, "  target: [5, 16]\n  start: 3\n"));
    EXPECT_EQ(figure(*chain, "hitting_probability"), 1);
    EXPECT_NEAR(figure(*chain, "expected_hitting_time"), mean[3], 1e-11 * mean[3]);
    EXPECT_NEAR(std::pow(figure(*chain, "standard_deviation_of_hitting_time"), 2), second[3] - mean[3] * mean[3],
                1e-10 * second[3]);
    for (const std::size_t i : {0u, 1u, 4u, 15u})
      EXPECT_NEAR(figure(*chain, fmt::format("expected_hitting_time_from_{}", i)), mean[i], 1e-11 * mean[i]);
  }
}

TEST(SparseChain, HasTheHittingAndAbsorptionProbabilitiesThatGaussianEliminationFinds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Transitions transitions = random_chain(20, 3, seed);
    for (const std::size_t target : {17u, 18u, 19u, 4u}) {
      Transitions stopped = transitions;
      for (const std::size_t i : {17u, 18u, 19u, 4u}) {
        if (i == target || i > 16) stopped[i].clear();
      }
      std::vector<double> b(20, 0);
      b[target] = 1;
      const double ever = solved(away(stopped), b)[0];
      const auto chain = paths(sparse(transitions, fmt::format("  target: [{}]\n", target)));
      EXPECT_NEAR(figure(*chain, "hitting_probability"), ever, 1e-13) << seed;
      if (target > 16) {
        EXPECT_NEAR(figure(*chain, fmt::format("absorption_in_{}", target)), ever, 1e-13);
      }
    }
  }
}

/// Two programs of a step, of one law: what is exact of both is the same, and so are counts of where paths end.
TEST(SparseChain, IsTheMarkovChainOfTheSameRows) {
  for (const auto& [transitions, more] :
       {std::pair(random_chain(9, 0, 100), std::string("  start: 2\n  target: [7, 1]\n  steps: 6\n")),
        std::pair(random_chain(9, 2, 101), std::string("  target: [8]\n  steps: 30\n"))}) {
    const auto listed = paths(sparse(transitions, more)), full = paths(dense(transitions, more));
    const ExactResults ours = *listed->exact(), theirs = *full->exact();
    for (const ExactFigure& one : theirs.figures)
      EXPECT_NEAR(figure(*listed, one.name), one.value, 1e-12 * std::abs(one.value)) << one.name;
    for (const auto& [name, moments] : theirs.moments) {
      EXPECT_NEAR(ours.moments.at(name).mean, moments.mean, 1e-12 * moments.mean) << name;
      EXPECT_NEAR(*ours.moments.at(name).standard_deviation, *moments.standard_deviation, 1e-9) << name;
    }
    EXPECT_NEAR(ours.category_laws.at("hit")[1], theirs.category_laws.at("hit")[1], 1e-12);
    const std::vector<double>& law = theirs.category_laws.at("terminal");
    double mean = 0;
    for (std::size_t i = 0; i < law.size(); ++i)
      mean += static_cast<double>(i) * law[i];
    EXPECT_NEAR(ours.moments.at("terminal").mean, mean, 1e-12);

    if (*std::min_element(law.begin(), law.end()) < 1e-3) continue;  // too few for a test of fit
    std::vector<std::int64_t> counts(9, 0);
    for (const double state : values(simulated(*listed, {0, many_paths}), "terminal"))
      ++counts[static_cast<std::size_t>(state)];
    EXPECT_GT(p_value(counts, law), 1e-6);
  }
}

/// Within 4.5 standard errors of all that is known exactly.
TEST(SparseChain, IsSimulatedByItsLaw) {
  for (const std::string& study :
       {sparse(random_chain(40, 0, 1), "  steps: 12\n  target: [3, 9]\n"),
        sparse(random_chain(40, 4, 2), "  steps: 25\n  target: [39]\n  start: 6\n"),
        sparse(random_chain(40, 0, 3), "  steps: 3\n  initial: [[7, 0.25], [0, 0.5], [39, 0.25]]\n  target: [0]\n"),
        sparse(ruin(10, 0.4), "  start: 5\n  steps: 100\n  target: [0, 10]\n")}) {
    const auto chain = paths(study);
    expect_exact_moments(*chain, simulated(*chain, {0, many_paths}));
    expect_sound(*chain);
  }
}

TEST(SparseChain, TellsWhereItIsAlongThePath) {
  const auto chain = paths(sparse(ruin(10, 0.4), "  start: 5\n  steps: 20\ntimes: [0, 3, 20]\n"));
  const Rows rows = simulated(*chain, {0, many_paths / 4});
  const auto moments = chain->exact()->moments_along.at("state");
  const std::vector<double> all = values(rows, "state");
  for (std::size_t k = 0; k < 3; ++k) {
    std::vector<double> at;
    for (std::size_t i = k; i < all.size(); i += 3)
      at.push_back(all[i]);
    Sample(at).expect_mean(moments[k].mean, "mean");
    Sample(at).expect_variance(std::pow(*moments[k].standard_deviation, 2), "variance");
    if (k == 2) {
      EXPECT_EQ(at, values(rows, "terminal"));
    }
  }
}

/// The gambler's ruin. Source: Feller, "An introduction to probability theory" 1, XIV.2 and 3.
TEST(SparseChain, KnowsTheGamblersRuin) {
  const auto fair = paths(sparse(ruin(1000, 0.5), "  start: 300\n  target: [1000]\n"));
  EXPECT_NEAR(figure(*fair, "hitting_probability"), 0.3, 1e-12);
  EXPECT_NEAR(figure(*fair, "absorption_in_0"), 0.7, 1e-12);
  EXPECT_NEAR(figure(*fair, "expected_absorption_time"), 300 * 700, 1e-6);
  EXPECT_EQ(exact_figure(*fair, "expected_hitting_time").name, "");

  for (const double p : {0.49, 0.4, 0.3}) {  // the least likely of these has probability 1e-258
    const auto chain = paths(sparse(ruin(1000, p), "  start: 300\n  target: [1000]\n"));
    const double r = (1 - p) / p;
    const double up = std::pow(r, -700) * std::expm1(-300 * std::log(r)) / std::expm1(-1000 * std::log(r));
    const double steps = 300 / (1 - 2 * p) - 1000 / (1 - 2 * p) * up;
    EXPECT_NEAR(figure(*chain, "hitting_probability") / up, 1, 1e-10) << p;
    EXPECT_NEAR(figure(*chain, "expected_absorption_time") / steps, 1, 1e-12) << p;
  }
}

/// Balls move, one a step, from one urn to the other: E X = n/2 + (x − n/2)(1 − 2/n)^t, and binomial in the long run.
TEST(SparseChain, KnowsEhrenfestsUrns) {
  Transitions urns(21);
  for (std::size_t i = 0; i <= 20; ++i) {
    if (i > 0) urns[i][i - 1] = static_cast<double>(i) / 20;
    if (i < 20) urns[i][i + 1] = static_cast<double>(20 - i) / 20;
  }
  const auto chain = paths(sparse(urns, "  start: 20\n  steps: 15\n"));
  EXPECT_NEAR(chain->exact()->moments.at("terminal").mean, 12.0589113209, 1e-10);
  EXPECT_NEAR(figure(*chain, "stationary_0"), std::ldexp(1.0, -20), 1e-20);
  EXPECT_NEAR(figure(*chain, "stationary_10"), 184756 * std::ldexp(1.0, -20), 1e-13);
  EXPECT_NEAR(figure(*chain, "stationary_mean"), 10, 1e-12);
  EXPECT_NEAR(figure(*chain, "stationary_standard_deviation"), std::sqrt(5), 1e-12);
}

TEST(SparseChain, KnowsCyclesAndStars) {
  Transitions cycle(12), star(12);
  for (std::size_t i = 0; i < 12; ++i)
    cycle[i] = {{(i + 1) % 12, 0.7}, {(i + 11) % 12, 0.3}};
  for (std::size_t i = 1; i < 12; ++i) {
    star[0][i] = 1.0 / 11;
    star[i][0] = 1;
  }
  const auto round = paths(sparse(cycle)), spokes = paths(sparse(star, "  target: [4]\n"));
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_NEAR(figure(*round, fmt::format("stationary_{}", i)), 1.0 / 12, 1e-15);
    EXPECT_NEAR(figure(*spokes, fmt::format("stationary_{}", i)), i == 0 ? 0.5 : 1.0 / 22, 1e-15);
  }
  EXPECT_NEAR(figure(*spokes, "expected_hitting_time"), 21,
              1e-12);  // a leaf in 11 tries, each but the last there and back
}

/// Its stationary law has weights whose quotients no double can hold.
TEST(SparseChain, KnowsAStationaryLawOfHardlyEverVisitedStates) {
  Transitions drift(4000);
  for (std::size_t i = 0; i < drift.size(); ++i) {
    drift[i][i == 0 ? 0 : i - 1] += 0.75;
    drift[i][i + 1 == drift.size() ? i : i + 1] += 0.25;
  }
  const auto chain = paths(sparse(drift, "  target: [0]\n"));
  EXPECT_NEAR(figure(*chain, "stationary_mean"), 0.5, 1e-12);
  EXPECT_NEAR(figure(*chain, "stationary_share_of_target"), 2.0 / 3, 1e-12);
}

TEST(SparseChain, SaysWhyItHasNoStationaryLaw) {
  const auto chain = paths(sparse({{{0, 0.5}, {1, 0.5}}, {{1, 1}}, {{0, 0.5}, {3, 0.5}}, {{3, 1}}}, "  start: 2\n"));
  EXPECT_EQ(exact_figure(*chain, "stationary_mean").name, "");
  ASSERT_EQ(chain->exact()->notes.size(), 1u);
  EXPECT_THAT(chain->exact()->notes[0], HasSubstr("no stationary law, for 2 sets of states are never left"));
  EXPECT_NEAR(figure(*chain, "limit_1"), 0.5, 1e-15);
  EXPECT_NEAR(figure(*chain, "limit_3"), 0.5, 1e-15);
}

TEST(SparseChain, SaysInWordsThatATargetIsOutOfReach) {
  const auto chain = paths(sparse({{{0, 0.9}, {1, 0.1}}, {{0, 0.1}, {1, 0.9}}, {{2, 1}}}, "  target: [2]\n"));
  const ExactFigure ever = exact_figure(*chain, "hitting_probability");
  EXPECT_EQ(ever.value, 0);
  EXPECT_THAT(ever.long_name, HasSubstr("cannot be reached"));
  EXPECT_EQ(exact_figure(*chain, "expected_hitting_time").name, "");
}

/// A walk on a ring of n states takes k(n − k) steps on average to one k away.
TEST(SparseChain, OfThirtyThousandStatesIsSolvedAndSimulated) {
  constexpr std::size_t n = 30'000;
  Transitions ring(n);
  for (std::size_t i = 0; i < n; ++i)
    ring[i] = {{(i + 1) % n, 0.5}, {(i + n - 1) % n, 0.5}};
  const auto chain = paths(sparse(ring, "  start: 10000\n  target: [0]\n  steps: 100\n"));
  EXPECT_NEAR(figure(*chain, "expected_hitting_time") / (10'000.0 * 20'000), 1, 1e-11);
  EXPECT_NEAR(figure(*chain, "stationary_mean"), (n - 1) / 2.0, 1e-7);
  expect_exact_moments(*chain, simulated(*chain, {0, 2'000}));
}

/// On a torus the stationary law is uniform; the system of its equations fills in.
TEST(SparseChain, OnATorusIsSolved) {
  constexpr std::size_t side = 60;
  Transitions torus(side * side);
  for (std::size_t x = 0; x < side; ++x) {
    for (std::size_t y = 0; y < side; ++y) {
      auto& row = torus[side * x + y];
      for (const std::size_t step : {std::size_t{1}, side - 1}) {
        row[side * ((x + step) % side) + y] = 0.25;
        row[side * x + (y + step) % side] = 0.25;
      }
    }
  }
  const auto chain = paths(sparse(torus, "  target: [0]\n  start: 1\n"));
  EXPECT_NEAR(figure(*chain, "stationary_share_of_target"), 1.0 / 3600, 1e-15);
  // By symmetry all neighbours are as far, and a return to 0 takes 3600 steps on average.
  EXPECT_NEAR(figure(*chain, "expected_hitting_time"), 3599, 1e-8);
}

TEST(SparseChain, SaysThatItsEquationsTakeTooLong) {
  constexpr std::size_t n = 10'000;  // that lead anywhere: they fill in almost wholly
  const auto chain = paths(sparse(random_chain(n, 0, 4), "  target: [0]\n"));
  EXPECT_EQ(exact_figure(*chain, "hitting_probability").name, "");
  const std::vector<std::string> notes = chain->exact()->notes;
  EXPECT_THAT(notes.at(0), HasSubstr("the stationary law is not shown"));
  EXPECT_THAT(notes.at(1), HasSubstr("the first visit to the target is not shown"));
}

TEST(SparseChain, RefusesWhatIsNoChain) {
  const std::string head = "process: sparse_chain\nsparse_chain:\n  states: 3\n  transitions:\n";
  const std::string rest = "    - [1, 1, 1]\n    - [2, 0, 1]\n";
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {head + "    - [0, 1, 0.5]\n    - [0, 2, 0.4]\n" + rest,
            "test.yaml:6:7: sparse_chain.transitions[0] and the others from state 0 add up to 0.9 (it must be 1) "
            "correct them, or set normalise: true"},
           {head + "    - [0, 1, 0.5]\n" + rest + "    - [0, 1, 0.5]\n",
            "test.yaml:9:7: sparse_chain.transitions[3] leads from 0 to 1 again (transitions[0] does; a transition "
            "has one probability)"},
           {head + "    - [0, 3, 1]\n" + rest,
            "test.yaml:6:7: sparse_chain.transitions[0] names state 3 (the states are 0 to 2)"},
           {head + "    - [0.5, 1, 1]\n" + rest, "names state 0.5"},
           {head + "    - [0, 1, -1]\n" + rest, "test.yaml:6:14: sparse_chain.transitions[0][2] is -1"},
           {head + "    - [0, 1, 1.5]\n" + rest, "has the probability 1.5 (it must be 0 to 1)"},
           {head + "    - [0, 1]\n" + rest, "has 2 numbers (they are from, to, probability)"},
           {head + rest,
            "transitions have none from state 0 (every state has one at least) add [0, 0, 1] if paths end there"},
           {head + "    - [0, 1, 1]\n" + rest + "  target: [3]\n",
            "test.yaml:9:12: sparse_chain.target[0] names state 3"},
           {head + "    - [0, 1, 1]\n" + rest + "  start: 7\n", "start is 7 (the states are 0 to 2)"},
           {head + "    - [0, 1, 1]\n" + rest + "  initial: [[0, 0.5]]\n", "initial adds up to 0.5"},
           {head + "    - [0, 1, 1]\n" + rest + "  initial: [[0, 0.5], [0, 0.5]]\n", "names state 0 again"},
           {head + "    - [0, 1, 1]\n" + rest + "  initial: [[0, 1]]\n  start: 1\n", "start plays no part"},
           {head + "    - [0, 1, 1]\n" + rest + "observables: [visits]\n",
            "observables has visits (it needs sparse_chain.target, which is not set)"},
           {"process: sparse_chain\nsparse_chain: {states: 3}\n", "transitions"},
       }) {
    EXPECT_THAT(paths_refusal(keys), HasSubstr(says)) << keys;
  }
}

TEST(SparseChain, NamesTheLineOfATablesFile) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("ergodic-sparse-chain-{}", getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "table.csv") << "from,to,probability\n0,1,1\n1,0,0.5\n1,7,0.5\n";
  std::ofstream(folder / "study.yaml")
      << "workload: paths\nprocess: sparse_chain\nsparse_chain: {states: 2, transitions: {file: table.csv}}\n";
  const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_file(folder / "study.yaml", {}, workloads);
  try {
    workloads.find("paths")->make(study.case_parameters(0));
    ADD_FAILURE() << "accepted";
  } catch (const StudyError& error) {
    EXPECT_THAT(error.what(), HasSubstr("table.csv:4:1: sparse_chain.transitions[2] names state 7"));
  }
  std::filesystem::remove_all(folder);
}

/// The board of the study in jobs/studies. Source: Althoen, King & Schilling, "How long is a game of Snakes and
/// Ladders?", Math. Gaz. 77(478), 1993; the digits by elimination in fractions.
TEST(SparseChain, KnowsHowLongSnakesAndLaddersTakes) {
  const Workloads workloads = built_in_workloads();
  const auto file = std::filesystem::path(ERGODIC_SOURCE_DIR) / "jobs/studies/paths/snakes_and_ladders.yaml";
  const auto study = study::Study::from_file(file, {}, workloads);
  const auto game = workloads.find("paths")->make(study.case_parameters(0));
  EXPECT_NEAR(figure(*game, "expected_hitting_time"), 39.22512230823496, 1e-9);
}

}  // namespace
}  // namespace ergodic::test
