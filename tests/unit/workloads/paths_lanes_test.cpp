#include "unit/workloads/paths_cases.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

/// Every set of instructions that this machine has and Highway compiled for, each alone.
template <class Try>
void with_each_target(const Try& attempt) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    const std::int64_t target = left & -left;
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    attempt();
    hwy::SetSupportedTargetsForTest(0);
  }
}

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

/// Prices that leave the range of numbers.
TEST_F(PathLanes, LeaveThePathsThatOverflow) {
  expect_the_same("process: gbm\ngbm: {volatility: 60, steps: 7, horizon: 20, strike: 1, barrier: 101}\n", 20,
                  {0, 300});
}

}  // namespace
}  // namespace ergodic::test
