#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

const std::string three_states = R"(
process: jump_chain
jump_chain:
  states:
    - {name: s0, rates: [0, 0.6, 0.3]}
    - {name: s1, rates: [0.2, 0, 0.3]}
    - {name: s2, rates: [0.4, 0.1, 0]}
  horizon: 1.5
  target: [s2]
)";
const std::string on_and_off = R"(
process: jump_chain
jump_chain:
  states: [{name: off, rates: [0, 0.6]}, {name: on, rates: [0.9, 0]}]
)";

// The numbers were found by an independent program, with 40 digits.
TEST(PointProcesses, KnowTheirMoments) {
  const auto compound = paths(of("poisson", "rate: 2, horizon: 5, jump: {mean: 1.5}"));
  EXPECT_NEAR(mean(*compound, "total"), 15, 1e-12);
  EXPECT_NEAR(variance(*compound, "total"), 45, 1e-11);
  const auto hawkes = paths(of("hawkes", "rate: 1, excitation: 0.5, decay: 1, horizon: 10"));
  EXPECT_NEAR(mean(*hawkes, "intensity"), 1.99326205300, 1e-10);
  EXPECT_NEAR(mean(*hawkes, "events"), 18.0134758940, 1e-9);
  EXPECT_NEAR(variance(*hawkes, "events"), 58.4177527139, 1e-8);
  EXPECT_NEAR(figure(*hawkes, "stationary_intensity"), 2, 1e-12);
  EXPECT_NEAR(figure(*hawkes, "variance_per_time"), 8, 1e-12);
}

TEST(Branching, KnowsItsMomentsAndExtinction) {
  const auto poisson = paths(of("branching", "mean: 1.5, generations: 10"));
  EXPECT_NEAR(mean(*poisson, "terminal"), 57.6650390625, 1e-9);
  EXPECT_NEAR(variance(*poisson, "terminal"), 6535.18338203, 1e-7);
  EXPECT_NEAR(poisson->exact()->category_laws.at("extinct")[1], 0.415139717555, 1e-12);
  EXPECT_NEAR(figure(*poisson, "extinction_probability"), 0.417188356134, 1e-11);
  const auto geometric = paths(of("branching", "offspring: geometric, mean: 1.5, generations: 10"));
  EXPECT_NEAR(variance(*geometric, "terminal"), 16337.9584551, 1e-6);
  EXPECT_NEAR(geometric->exact()->category_laws.at("extinct")[1], 0.662767919862, 1e-12);
  EXPECT_NEAR(figure(*geometric, "extinction_probability"), 2.0 / 3, 1e-12);
  const auto dying = paths(of("branching", "mean: 0.6, generations: 200"));
  EXPECT_NEAR(figure(*dying, "expected_total_progeny"), 2.5, 1e-12);
  EXPECT_NEAR(figure(*dying, "variance_of_total_progeny"), 9.375, 1e-11);
}

TEST(JumpChain, KnowsItsLaw) {
  const std::vector<double> law = paths(three_states)->exact()->category_laws.at("terminal");
  EXPECT_NEAR(law[0], 0.366751355643, 1e-12);
  EXPECT_NEAR(law[1], 0.371196473824, 1e-12);
  EXPECT_NEAR(law[2], 0.262052170533, 1e-12);
  EXPECT_NEAR(paths(on_and_off)->exact()->category_laws.at("terminal")[1], 0.310747935941, 1e-12);
}

TEST(JumpChain, KnowsWhenItReachesItsTarget) {
  const auto at_rates = [](const std::string& a, const std::string& b, const std::string& rest) {
    return paths("process: jump_chain\njump_chain:\n  states:\n    - {name: a, rates: " + a +
                 "}\n    - {name: b, rates: " + b + "}\n    - {name: c, rates: [0, 0, 0]}\n  target: [c]\n" + rest);
  };
  // From a to b in 1/2; from b in 1/4, and back with 3/4: E(a) = 1/2 + E(b), E(b) = 1/4 + 3/4 E(a).
  EXPECT_NEAR(figure(*at_rates("[0, 2, 0]", "[3, 0, 1]", ""), "expected_hitting_time"), 3, 1e-14);
  EXPECT_NEAR(figure(*at_rates("[0, 2, 0]", "[3, 0, 1]", "  start: b\n"), "expected_hitting_time"), 2.5, 1e-14);
  const auto may_miss = at_rates("[0, 2, 3]", "[0, 0, 0]", "");
  EXPECT_NEAR(figure(*may_miss, "hitting_probability"), 0.6, 1e-14);
  EXPECT_THAT(exact_figure(*may_miss, "hitting_probability").long_name, HasSubstr("its expected time is infinite"));
  EXPECT_EQ(exact_figure(*may_miss, "expected_hitting_time").name, "");
}

TEST(JumpChain, TakesAGeneratorForItsRates) {
  std::string generator = on_and_off;
  generator.replace(generator.find("[0, 0.6]"), 8, "[-0.6, 0.6]").replace(generator.find("[0.9, 0]"), 8, "[0.9, -0.9]");
  const auto one = paths(generator), other = paths(on_and_off);
  EXPECT_EQ(one->exact()->category_laws, other->exact()->category_laws);
  EXPECT_EQ(values(simulated(*one, {0, 100}), "jumps"), values(simulated(*other, {0, 100}), "jumps"));
}

/// Within 4.5 standard errors of all that is known exactly.
TEST(PointProcesses, BranchingAndJumpChainsAreSimulatedByTheirLaws) {
  for (const std::string& study : {
           of("poisson", "rate: 2, horizon: 5, jump: {mean: 1.5}"),
           of("poisson", "rate: 0.3, jump: {law: lognormal, log_mean: 0.1, log_sd: 0.4}"),
           of("hawkes", "rate: 1, excitation: 0.5, decay: 1, horizon: 10"),
           of("branching", "mean: 1.5, generations: 10"),
           of("branching", "offspring: geometric, mean: 1.5, generations: 10"),
           of("branching", "mean: 1, start: 5, generations: 4"),
           three_states,
           on_and_off + "  start: on\n  target: [off]\n",
           three_states + "  initial: [0.2, 0.5, 0.3]\n",
       }) {
    const auto one = paths(study);
    SCOPED_TRACE(study);
    expect_exact_moments(*one, simulated(*one, {0, many_paths / 2}));
    expect_sound(*one);
  }
}

TEST(PointProcesses, HaveTheLawsOfTheirCounts) {
  const auto poisson = paths(of("poisson", "rate: 2, horizon: 5"));
  share(Sample(values(simulated(*poisson, {0, many_paths}), "events")), [](double x) {
    return x == 10;
  }).expect_mean(0.125110035721, "Poisson");
  const auto renewal = paths(of("renewal", "gap: {law: uniform, low: 0, high: 1}"));
  Sample(values(simulated(*renewal, {0, many_paths}), "events")).expect_mean(1.71828182846, "renewals");
  expect_sound(*renewal);
}

TEST(Branching, HasItsTotalProgeny) {
  const auto dying = paths(of("branching", "mean: 0.6, generations: 200"));
  const Sample total(values(simulated(*dying, {0, many_paths}), "total"));
  total.expect_mean(2.5, "total");
  total.expect_variance(9.375, "total");
}

TEST(PointProcesses, RefuseWhatTheyAreNot) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {of("poisson", "rate: 0"), "poisson.rate is 0"},
           {of("poisson", "rate: 1.0e9"), "horizon 1 is too far"},
           {of("poisson", "rate: 1") + "observables: [total]\n", "needs jump"},
           {of("hawkes", "rate: 1, excitation: 2, decay: 1"), "excitation/decay = 2"},
           {of("hawkes", "rate: 1, excitation: 2, decay: 1, must_be_stable: false, horizon: 100"),
            "horizon 100 is too far"},
           {of("branching", "mean: 3, generations: 100"), "generations 100 are too many"},
           {"process: jump_chain\njump_chain: {states: [{name: a, rates: [1]}]}\n", "the rate from a state to itself"},
           {"process: jump_chain\njump_chain: {states: [{name: a, rates: [-2, 1]}, {name: b, rates: [1, 0]}]}\n",
            "has -2 in its place 1 (that is the rate from a state to itself; a generator has -1 there)"},
           {"process: jump_chain\njump_chain: {states: [{name: a, rates: [0, -1]}, {name: b, rates: [1, 0]}]}\n",
            "jump_chain.states[0].rates has -1 (rates from a state to others are not negative)"},
           {"process: jump_chain\njump_chain: {states: [{name: a, rates: [0, 1, 2]}, {name: b, rates: [1, 0]}]}\n",
            "rates has 3 numbers (there are 2 states: a, b)"},
           {"process: jump_chain\njump_chain: {states: [{name: open, rates: [0]}], target: [opn]}\n",
            "target names opn (the states are open) did you mean open?"},
           {of("hawkes", "rate: -1, excitation: 0.5, decay: 1"), "hawkes.rate is -1"},
           {of("branching", "mean: -1"), "branching.mean is -1"},
           {of("poisson", "rate: 1") + "hawkes: {rate: 1, excitation: 0.5, decay: 1}\n",
            "hawkes plays no part (process is poisson)"},
           {"process: poison\npoisson: {rate: 1}\n", "did you mean poisson?"},
       }) {
    EXPECT_THAT(paths_refusal(keys), HasSubstr(says)) << keys;
  }
}

}  // namespace
}  // namespace ergodic::test
