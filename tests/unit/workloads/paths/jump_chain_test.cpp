#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

std::string chain_of(const std::string& states, const std::string& more) {
  return "process: jump_chain\njump_chain:\n  states: [" + states + "]\n" + more;
}

const std::string stiff =
    "{name: A, rates: [0, 1.0e9, 0]}, {name: B, rates: [1.0e9, 0, 0.1]}, {name: C, rates: [0, 0, 0]}";

double sum_of(const std::vector<double>& law) { return std::accumulate(law.begin(), law.end(), 0.0); }

// The numbers were found by an independent program, with 120 digits.
TEST(JumpChain, KnowsSlowRatesBesideFastOnes) {
  const auto chain = paths(chain_of(stiff, "  horizon: 100\n  target: [C]\n"));
  const ExactResults exact = *chain->exact();
  const std::vector<double> hit = exact.category_laws.at("hit"), law = exact.category_laws.at("terminal");
  EXPECT_NEAR(hit[0] / 0.0067379470000961572764, 1, 1e-12);
  EXPECT_NEAR(sum_of(hit), 1, 1e-12);
  EXPECT_NEAR(sum_of(law), 1, 1e-12);
  EXPECT_NEAR(exact.moments.at("first_hit").mean / 19.865241060994706778, 1, 1e-12);
  EXPECT_NEAR(exact.moments.at("jumps").mean / 19865241061.987968831, 1, 1e-12);
}

/// With both ways at one rate, the probability of having gone over is (1 − e^−2rt)/2.
TEST(JumpChain, KnowsItsLawOverAnyHorizon) {
  for (const double t : {1e-12, 1e-3, 1.0, 1e3, 1e12}) {
    const auto chain = paths(chain_of("{name: a, rates: [0, 0.5]}, {name: b, rates: [0.5, 0]}",
                                      "  horizon: " + std::to_string(t * 1e12) + "e-12\n"));
    const std::vector<double> law = chain->exact()->category_laws.at("terminal");
    EXPECT_NEAR(law[1] / (-std::expm1(-t) / 2), 1, 1e-13) << t;
  }
}

TEST(JumpChain, TellsTimesApartThatAreCloseBesideTheHorizon) {
  const auto chain = paths(chain_of("{name: a, rates: [0, 0.5]}, {name: b, rates: [0.5, 0]}", "  horizon: 1.0e4\n") +
                           "times: [1.0e-9, 2.5e-9]\n");
  const auto laws = chain->exact()->category_laws_along.at("state");
  EXPECT_NEAR(laws[0][1] / 5e-10, 1, 1e-8);
  EXPECT_NEAR(laws[1][1] / 1.25e-9, 1, 1e-8);
}

TEST(JumpChain, KnowsTheLimitLawFromItsStart) {
  const auto chain =
      paths(chain_of("{name: a, rates: [0, 1, 3]}, {name: b, rates: [0, 0, 0]}, {name: c, rates: [0, 0, 0]}", ""));
  EXPECT_NEAR(figure(*chain, "limit_b"), 0.25, 1e-15);
  EXPECT_NEAR(figure(*chain, "limit_c"), 0.75, 1e-15);
  EXPECT_THAT(chain->exact()->notes.at(0), HasSubstr("no stationary law, for 2 sets of states are never left"));
}

TEST(JumpChain, OfTooManyJumpsIsKnownAndNotRun) {
  const std::string study = chain_of(stiff, "  horizon: 100\n  target: [C]\n");
  EXPECT_THAT(paths_refusal(study),
              HasSubstr("jump_chain.horizon 100 is too far (1.99e+10 events are expected in a path by then, and "
                        "1e+08 can be followed) end paths earlier"));
  // As fast, but soon at an end.
  EXPECT_EQ(paths_refusal(chain_of("{name: A, rates: [0, 1.0e9]}, {name: B, rates: [0, 0]}", "  horizon: 100\n")), "");
}

}  // namespace
}  // namespace ergodic::test
