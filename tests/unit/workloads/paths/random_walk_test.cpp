#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

std::string walk(const std::string& keys) { return "process: random_walk\nrandom_walk: {" + keys + "}\n"; }

TEST(RandomWalk, KnowsTheGamblersRuin) {
  const auto unfair = paths(walk("up: 0.48, start: 10, lower: 0, upper: 20, at_bounds: absorb"));
  EXPECT_NEAR(figure(*unfair, "probability_of_ruin"), 0.690065829570, 1e-12);
  EXPECT_NEAR(figure(*unfair, "expected_duration"), 95.0329147848, 1e-9);
  const auto fair = paths(walk("start: 3, lower: 0, upper: 10, at_bounds: absorb"));
  EXPECT_NEAR(figure(*fair, "probability_of_ruin"), 0.7, 1e-12);
  EXPECT_NEAR(figure(*fair, "expected_duration"), 21, 1e-11);
}

TEST(RandomWalk, KnowsTheReflectingWalk) {
  const auto fair = paths(walk("lower: -10, upper: 10, steps: 100, at_bounds: turn"));
  EXPECT_NEAR(fair->exact()->moments.at("terminal").mean, 0, 1e-12);
  EXPECT_NEAR(std::pow(*fair->exact()->moments.at("terminal").standard_deviation, 2), 33.7228417527, 1e-9);
  EXPECT_NEAR(figure(*fair, "probability_at_upper"), 0.0493383436063, 1e-12);
  EXPECT_NEAR(figure(*fair, "probability_at_start"), 0.101323313037, 1e-12);
  EXPECT_NEAR(figure(*fair, "stationary_at_lower"), 0.025, 1e-12);
  EXPECT_NEAR(figure(*fair, "stationary_at_upper"), 0.025, 1e-12);
  const auto up = paths(walk("up: 0.6, lower: -5, upper: 5, steps: 51, at_bounds: turn"));
  EXPECT_NEAR(up->exact()->moments.at("terminal").mean, 2.72101411314, 1e-10);
  EXPECT_NEAR(std::pow(*up->exact()->moments.at("terminal").standard_deviation, 2), 5.11816523683, 1e-10);
  EXPECT_NEAR(figure(*up, "probability_at_upper"), 0.333836263886, 1e-12);
  EXPECT_EQ(figure(*up, "probability_at_start"), 0);
  EXPECT_NEAR(figure(*up, "stationary_at_lower"), 0.00441189142611, 1e-13);
  EXPECT_NEAR(figure(*up, "stationary_at_upper"), 0.169607927617, 1e-12);
}

TEST(RandomWalk, KnowsTheFreeWalk) {
  const auto free = paths(walk("steps: 100"));
  EXPECT_NEAR(figure(*free, "expected_distance"), 7.95892373872, 1e-10);
  EXPECT_NEAR(figure(*free, "probability_at_start"), 0.0795892373872, 1e-12);
  EXPECT_NEAR(free->exact()->moments.at("maximum").mean, 7.49871835741, 1e-10);
}

/// The README's contract: bits of a word, from the lowest up.
TEST(RandomWalk, TossesFairCoinsWithTheBitsOfAWord) {
  const Replicates replicates{7, 20};
  const Rows rows = simulated(*paths(walk("steps: 40")), replicates);
  for (std::uint64_t i = 0; i < replicates.count; ++i) {
    Stream stream = test_streams().open(replicates.first + i);
    const std::uint64_t bits = stream.word64();
    std::int64_t place = 0;
    for (int step = 0; step < 40; ++step)
      place += bits >> step & 1 ? 1 : -1;
    EXPECT_EQ(rows.column<std::int64_t>("terminal")[i], place);
  }
}

/// Within 4.5 standard errors, of 200 000 paths, of all that is known exactly.
TEST(RandomWalk, IsSimulatedByItsLaw) {
  for (const std::string keys : {
           "steps: 100",
           "steps: 40, start: 7, jumps: [{by: -3, probability: 0.2}, {by: 0, probability: 0.5}, {by: 2, probability: "
           "0.3}]",
           "up: 0.48, start: 10, lower: 0, upper: 20, at_bounds: absorb, steps: 60",
           "start: 3, lower: 0, upper: 10, at_bounds: absorb, steps: 1000",
           "lower: -10, upper: 10, steps: 100, at_bounds: turn",
           "up: 0.6, lower: -5, upper: 5, steps: 51, at_bounds: turn",
           "up: 0.4, lower: 0, steps: 30",
           "steps: 33, up: 0.625",
           "steps: 50, jumps: [{by: -2, probability: 0.25}, {by: 0, probability: 0.125}, {by: 1, probability: 0.625}]",
           "lower: -2, upper: 6, steps: 20, at_bounds: absorb, jumps: [{by: -2, probability: 0.4}, {by: 3, "
           "probability: "
           "0.6}]",
       }) {
    const auto one = paths(walk(keys));
    SCOPED_TRACE(keys);
    expect_exact_moments(*one, simulated(*one, {0, many_paths}));
    expect_sound(*one);
  }
}

TEST(RandomWalk, IsRuinedWithItsProbabilityAndTime) {
  const auto one = paths(walk("up: 0.48, start: 10, lower: 0, upper: 20, at_bounds: absorb, steps: 4000"));
  const Rows rows = simulated(*one, {0, many_paths});
  share(Sample(values(rows, "end")), [](double x) { return x == 1; }).expect_mean(0.690065829570, "ruin");
  Sample(values(rows, "duration")).expect_mean(95.0329147848, "duration");
}

TEST(RandomWalk, HasTheDistancesAndReturnsOfItsLaw) {
  const auto free = paths(walk("steps: 100"));
  Sample sample(values(simulated(*free, {0, many_paths}), "terminal"));
  share(sample, [](double x) { return x == 0; }).expect_mean(0.0795892373872, "back at the start");
  for (double& x : sample.values)
    x = std::abs(x);
  Sample(sample.values).expect_mean(7.95892373872, "distance");
}

TEST(RandomWalk, RefusesWhatIsNoWalk) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {walk("lower: 3, upper: 3, start: 3"), "upper is 3 (it must be above lower, 3)"},
           {walk("lower: 3"), "start 0 is out of bounds"},
           {walk("at_bounds: turn"), "at_bounds plays no part"},
           {walk("up: 0.5, jumps: [{by: 1, probability: 1}]"), "up plays no part"},
           {walk("jumps: [{by: 1, probability: 0.7}]"), "add up to 0.7"},
           {walk("up: 1.5"), "random_walk.up is 1.5"},
           {walk("") + "observables: [end]\n", "needs random_walk.at_bounds: absorb"},
       }) {
    EXPECT_THAT(paths_refusal(keys), HasSubstr(says)) << keys;
  }
}

}  // namespace
}  // namespace ergodic::test
