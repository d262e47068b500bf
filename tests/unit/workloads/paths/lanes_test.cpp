#include "unit/each_target.hpp"
#include "unit/workloads/paths/cases.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

/// Paths in lanes against paths one by one, which is how they go where their states at some times are asked for.
void expect_the_same(const std::string& keys, double time, Replicates replicates) {
  SCOPED_TRACE(keys);
  const auto in_lanes = paths(keys);
  const Rows expected = simulated(*paths(keys + fmt::format("times: [{}]\n", time)), replicates);
  with_each_target([&] {
    const Rows rows = simulated(*in_lanes, replicates);
    for (const Column& column : in_lanes->columns()) {
      const auto ours = values(rows, column.name), theirs = values(expected, column.name);
      for (std::size_t i = 0; i < ours.size(); ++i) {
        ASSERT_EQ(std::bit_cast<std::uint64_t>(ours[i]), std::bit_cast<std::uint64_t>(theirs[i]))
            << column.name << " of path " << i << ": " << ours[i] << ", " << theirs[i];
      }
    }
  });
}

class PathLanes : public testing::Test {
 protected:
  double between(double low, double high) { return low + (high - low) * uniform01(stream_); }
  std::uint32_t up_to(std::uint32_t n) { return uniform_integer(stream_, n); }
  bool maybe() { return up_to(2) == 1; }
  Replicates replicates() { return {uniform_integer(stream_, std::uint64_t{1} << 40), 1 + up_to(300)}; }

 private:
  Stream stream_ = test_streams(72).open(0);
};

TEST_F(PathLanes, LeaveTheDiffusionsOfPathsInTurn) {
  for (int i = 0; i < 24; ++i) {
    const double horizon = between(0.1, 10);
    const std::string grid = fmt::format("horizon: {}, steps: {}", horizon, 1 + up_to(200));
    const double start = between(50, 150);
    std::string watched;
    if (maybe()) watched += fmt::format(", barrier: {}", start * between(1.01, 1.5));
    const std::string bridged = watched + (maybe() ? ", between_steps: true" : "");
    const std::string options = maybe() ? fmt::format(", strike: {}, discount_rate: 0.03", between(60, 140)) : "";
    expect_the_same(fmt::format("process: gbm\ngbm: {{start: {}, drift: {}, volatility: {}, {}{}{}}}\n", start,
                                between(-1, 1), between(0.01, 2), grid, bridged, options),
                    horizon, replicates());
    expect_the_same(fmt::format("process: brownian_motion\nbrownian_motion: {{start: {}, drift: {}, volatility: {}, "
                                "{}{}}}\n",
                                start, between(-10, 10), between(0.01, 50), grid, bridged),
                    horizon, replicates());
    expect_the_same(fmt::format("process: ornstein_uhlenbeck\nornstein_uhlenbeck: {{start: {}, mean_reversion: {}, "
                                "level: {}, volatility: {}, {}{}}}\n",
                                start, between(0.1, 5), between(50, 150), between(0.01, 10), grid, watched),
                    horizon, replicates());
  }
}

TEST_F(PathLanes, LeaveTheChainsOfPathsInTurn) {
  for (int i = 0; i < 40; ++i) {
    const std::uint32_t n = i < 30 ? 1 + up_to(9) : 1 + up_to(255);
    std::string keys = fmt::format("process: markov_chain\nmarkov_chain:\n  steps: {}\n  states:\n", up_to(300));
    for (std::uint32_t state = 0; state < n; ++state) {
      std::vector<double> row(n);
      double sum = 0;
      for (double& probability : row)
        sum += probability = maybe() ? between(0, 1) : 0;
      if (sum == 0) sum = row[up_to(n)] = 1;
      for (double& probability : row)
        probability /= sum;
      keys += fmt::format("    - {{name: s{}, next: [{}]}}\n", state, fmt::join(row, ", "));
    }
    if (maybe()) keys += fmt::format("  target: [s{}]\n", up_to(n));
    if (maybe()) {
      keys += fmt::format("  start: s{}\n", up_to(n));
    } else if (maybe()) {
      keys += fmt::format("  initial: [{}]\n", fmt::join(std::vector<double>(n, 1.0 / n), ", "));
    }
    expect_the_same(keys, 0, replicates());
  }
}

/// The upper half of the threshold is a word that paths meet: it takes another to decide.
TEST_F(PathLanes, LeaveWhatAWordDoesNotDecideToPathsInTurn) {
  for (int i = 0; i < 20; ++i) {
    const double p = (test_streams().open(up_to(40)).word() + between(0.1, 0.9)) * 0x1p-32;
    expect_the_same(
        fmt::format("process: markov_chain\nmarkov_chain:\n  steps: 9\n  states: [{{name: a, next: [{0}, {1}]}}, "
                    "{{name: b, next: [{0}, {1}]}}]\n",
                    p, 1 - p),
        0, {0, 40});
    expect_the_same(fmt::format("process: random_walk\nrandom_walk: {{steps: 9, up: {}}}\n", 1 - p), 0, {0, 40});
  }
}

TEST_F(PathLanes, LeaveTheWalksOfPathsInTurn) {
  for (int i = 0; i < 60; ++i) {
    std::string keys = fmt::format("process: random_walk\nrandom_walk:\n  steps: {}\n", 1 + up_to(300));
    if (maybe()) keys += fmt::format("  lower: -{}\n", up_to(8));
    if (maybe()) keys += fmt::format("  upper: {}\n", 1 + up_to(8));
    if (keys.find("er: ") != std::string::npos && maybe())
      keys += fmt::format("  at_bounds: {}\n", std::array{"stay", "turn", "absorb"}[up_to(3)]);
    if (maybe()) {
      keys += fmt::format("  up: {}\n", maybe() ? between(0, 1) : std::ldexp(up_to(65537), -16));
    } else {
      const bool is_dyadic = maybe();
      const int bits = 1 + static_cast<int>(up_to(8));
      const auto chosen = [&](double x) { return is_dyadic ? std::ldexp(std::floor(std::ldexp(x, bits)), -bits) : x; };
      const double p = chosen(between(0, 1)), q = chosen(between(0, 1 - p));
      keys += fmt::format(
          "  jumps: [{{by: -{}, probability: {}}}, {{by: 0, probability: {}}}, {{by: {}, probability: {}}}]\n",
          up_to(4), p, q, up_to(4), 1 - p - q);
    }
    expect_the_same(keys, 0, replicates());
  }
}

/// Sums of places that take more than 32 bits, and walks that go too far for lanes of so many.
TEST_F(PathLanes, LeaveTheWalksThatGoFarOfPathsInTurn) {
  for (const char* keys : {"{start: 1000000000, steps: 20000, up: 1}", "{steps: 40000, up: 0.9999, upper: 1000000000}",
                           "{steps: 40000, jumps: [{by: 1000, probability: 1}]}",
                           "{start: -999999999, lower: -1000000000, steps: 3000, at_bounds: absorb}"}) {
    expect_the_same(fmt::format("process: random_walk\nrandom_walk: {}\n", keys), 0, {0, 40});
  }
}

/// Of a price's values between start and end some columns know nothing.
TEST_F(PathLanes, LeaveTheColumnsThatAreAskedFor) {
  for (const char* watched :
       {"observables: [terminal]\n", "observables: [maximum, minimum]\n", "observables: [time_average]\n",
        "observables: [terminal]\nfunctions: [{name: twice, expression: 2 * time_average}]\n"})
    expect_the_same(std::string("process: gbm\ngbm: {volatility: 0.3, steps: 20}\n") + watched, 1, replicates());
}

TEST_F(PathLanes, LeaveTheQueuesOfPathsInTurn) {
  for (int i = 0; i < 40; ++i) {
    const std::uint32_t servers = 1 + up_to(4);
    std::string keys = fmt::format(
        "process: markov_queue\nmarkov_queue: {{arrival_rate: {}, service_rate: {}, servers: {}, start: {}, horizon: "
        "{}",
        between(0.1, 3), between(0.1, 3), servers, up_to(5), between(0.1, 80));
    if (maybe()) keys += fmt::format(", capacity: {}", std::max(servers, 4u) + up_to(4));
    expect_the_same(keys + "}\n", 0, replicates());
  }
}

TEST_F(PathLanes, LeaveThePopulationsOfPathsInTurn) {
  for (int i = 0; i < 40; ++i) {
    expect_the_same(fmt::format("process: birth_death\nbirth_death: {{birth_rate: {}, death_rate: {}, "
                                "immigration_rate: {}, start: {}, horizon: {}}}\n",
                                maybe() ? between(0, 1) : 0, maybe() ? between(0.1, 1) : 0, between(0.1, 2), up_to(20),
                                between(0.1, 5)),
                    0, replicates());
  }
}

/// Which have no states at times: transcripts tell the paths in turn.
TEST_F(PathLanes, LeaveTheNumbersOfEventsOfPathsInTurn) {
  for (const char* keys : {"process: markov_queue\nmarkov_queue: {arrival_rate: 0.8, service_rate: 1, events: 101}\n",
                           "process: birth_death\nbirth_death: {birth_rate: 0.3, death_rate: 1, immigration_rate: 2, "
                           "start: 4, events: 40}\n"}) {
    const auto workload = paths(keys);
    with_each_target([&] { expect_transcript_tells_the_row(*workload); });
  }
}

/// Prices that leave the range of numbers.
TEST_F(PathLanes, LeaveThePathsThatOverflow) {
  expect_the_same("process: gbm\ngbm: {volatility: 60, steps: 7, horizon: 20, strike: 1, barrier: 101}\n", 20,
                  {0, 300});
}

}  // namespace
}  // namespace ergodic::test
