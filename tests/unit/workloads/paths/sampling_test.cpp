#include "unit/workloads/paths/cases.hpp"

#include "workloads/paths/path/bridge_construction.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;
using workloads::paths::BridgeConstruction;

constexpr std::uint64_t many_sets = many_paths / 50;

std::string sampled(const std::string& method, int points) {
  return "sampling: {method: " + method + ", points: " + std::to_string(points) + "}\n";
}

const std::string motion =
    "process: brownian_motion\n"
    "brownian_motion: {start: 1, drift: 0.3, volatility: 0.7, horizon: 2, steps: 5, "
    "barrier: 2, between_steps: true}\n";
const std::string sampled_bridge =
    "process: brownian_bridge\n"
    "brownian_bridge: {start: 1, end: 2, volatility: 0.7, horizon: 2, steps: 6, barrier: 2.2, "
    "between_steps: true}\n";
const std::string options =
    "process: gbm\n"
    "gbm: {start: 100, drift: 0.05, volatility: 0.2, steps: 12, strike: 100, "
    "discount_rate: 0.05, barrier: 130, between_steps: true}\n";
const std::string rate =
    "process: ornstein_uhlenbeck\n"
    "ornstein_uhlenbeck: {start: 0.03, mean_reversion: 1.5, level: 0.05, volatility: 0.02, "
    "horizon: 3, steps: 7}\n";
const std::string baskets = R"(process: multi_asset_gbm
multi_asset_gbm:
  assets: [{name: a, drift: 0.05, volatility: 0.3, weight: 2}, {name: b, start: 95, drift: 0.02, volatility: 0.2}]
  correlation: [[1, 0.4], [0.4, 1]]
  horizon: 2
  steps: 3
  strike: 98
  exchange: [a, b]
)";

const std::array<std::string, 5> processes = {motion, sampled_bridge, options, rate, baskets};
const std::array<std::string, 3> samplings = {sampled("independent", 8), sampled("antithetic", 8), sampled("sobol", 8)};

Sample sample(const Workload& workload, const std::string& column, std::uint64_t sessions) {
  return Sample(values(simulated(workload, {0, sessions}), column));
}

TEST(Sampling, KeepsEveryMean) {
  for (const std::string& process : processes) {
    for (const std::string& sampling : samplings) {
      SCOPED_TRACE(sampling + process);
      const auto workload = paths(sampling + process);
      expect_exact_moments(*workload, simulated(*workload, {0, many_sets}));
    }
  }
}

TEST(Sampling, HasRowsThatDependOnTheSessionAloneAndTranscriptsThatTellThem) {
  for (const std::string& process : processes) {
    for (const std::string& sampling : samplings) {
      SCOPED_TRACE(sampling + process);
      expect_sound(*paths(sampling + process));
    }
  }
}

TEST(Sampling, OfIndependentPathsKnowsTheDeviationOfTheirMean) {
  const double of_one = *paths(motion)->exact()->moments.at("terminal").standard_deviation;
  const ExactMoments of_nine = paths(sampled("independent", 9) + motion)->exact()->moments.at("terminal");
  EXPECT_NEAR(*of_nine.standard_deviation, of_one / 3, 1e-15);
  EXPECT_FALSE(paths(sampled("sobol", 8) + motion)->exact()->moments.at("terminal").standard_deviation);
}

TEST(Sampling, OfOneIndependentPathIsThatPath) {
  for (const std::string& process : processes) {
    const auto set = paths(sampled("independent", 1) + process), path = paths(process);
    const Rows of_sets = simulated(*set, {3, 100}), of_paths = simulated(*path, {3, 100});
    for (const Column& column : path->columns())
      EXPECT_EQ(values(of_sets, column.name), values(of_paths, column.name)) << column.name;
  }
}

/// Where Z counts with one sign and −Z with the other, nothing is left of it.
TEST(Sampling, ByAntitheticPathsLeavesNoVarianceToWhatIsLinear) {
  for (const std::string& process : {motion, sampled_bridge, rate}) {
    const auto workload = paths("sampling: {method: antithetic}\n" + process);
    const Rows rows = simulated(*workload, {0, 1'000});
    for (const std::string column : {"terminal", "time_average"}) {
      const auto exact = workload->exact()->moments;
      const double mean = exact.contains(column) ? exact.at(column).mean : values(rows, column).front();
      for (const double value : values(rows, column))
        ASSERT_NEAR(value, mean, 1e-13) << column;
    }
  }
}

/// About 0, where signs lose no bit.
TEST(Sampling, ByAntitheticPathsMirrorsEveryNormal) {
  const auto workload = paths(
      "sampling: {method: antithetic}\ntimes_every: 0.25\nprocess: brownian_motion\n"
      "brownian_motion: {start: 0, steps: 8}\n");
  for (const double value : values(simulated(*workload, {0, 500}), "state"))
    ASSERT_EQ(value, 0);
}

/// Variances of a session's mean of 64 paths, with 4.5 standard errors of each between them.
TEST(Sampling, LessensTheVarianceOfAnAsianCall) {
  constexpr std::uint64_t sessions = 2'000;
  const Sample independent = sample(*paths(sampled("independent", 64) + options), "asian_call", sessions);
  const Sample antithetic = sample(*paths(sampled("antithetic", 64) + options), "asian_call", sessions);
  const Sample sobol = sample(*paths(sampled("sobol", 64) + options), "asian_call", sessions);
  const auto expect_less = [](const Sample& less, double factor, const Sample& more) {
    EXPECT_LT(factor * (less.variance + standard_errors * less.error_of_variance),
              more.variance - standard_errors * more.error_of_variance);
  };
  expect_less(antithetic, 1.5, independent);
  expect_less(sobol, 10, antithetic);
}

/// 95 % intervals of 40 sessions each, by Student's quantile: 95 % of 500 hold the exact price, within 4.9 standard
/// deviations (a significance of 1e-6).
TEST(Sampling, LeavesIntervalsThatHoldThePrice) {
  constexpr std::size_t intervals = 500, sessions = 40;
  constexpr double quantile = 2.0227;
  for (const std::string& sampling : {sampled("antithetic", 2), sampled("sobol", 16)}) {
    const auto workload = paths(sampling + options);
    const std::vector<double> prices = values(simulated(*workload, {0, intervals * sessions}), "geometric_asian_call");
    const double exact = workload->exact()->moments.at("geometric_asian_call").mean;
    double held = 0;
    for (std::size_t i = 0; i < intervals; ++i) {
      const auto first = prices.begin() + static_cast<std::ptrdiff_t>(i * sessions);
      const Sample some(std::vector<double>(first, first + sessions));
      held += std::abs(some.mean - exact) <= quantile * some.error_of_mean;
    }
    EXPECT_NEAR(held, 0.95 * intervals, 4.9 * std::sqrt(intervals * 0.95 * 0.05)) << sampling;
  }
}

TEST(Sampling, AveragesTheStateOverThePaths) {
  for (const std::string& sampling : samplings) {
    const auto workload = paths(sampling + "times: [0, 1]\n" + options);
    const Rows rows = simulated(*workload, {0, 50});
    const auto states = values(rows, "state"), terminals = values(rows, "terminal");
    for (std::size_t i = 0; i < terminals.size(); ++i) {
      EXPECT_EQ(states[2 * i], 100);
      EXPECT_EQ(states[2 * i + 1], terminals[i]);
    }
    EXPECT_EQ(workload->exact()->moments_along.at("state").back().mean, workload->exact()->moments.at("terminal").mean);
  }
}

TEST(Sampling, AveragesFunctionsOfEachPath) {
  const std::string functions =
      "functions:\n"
      "  - {name: payoff, expression: 'exp(-discount_rate) * max(terminal - strike, 0)'}\n"
      "  - {name: paid, expression: payoff > 0}\n";
  const auto workload = paths(sampled("sobol", 8) + functions + options);
  const Rows rows = simulated(*workload, {0, 50});
  const auto payoffs = values(rows, "payoff"), calls = values(rows, "call");
  for (std::size_t i = 0; i < calls.size(); ++i)
    EXPECT_NEAR(payoffs[i], calls[i], 1e-12);
  for (const double share : values(rows, "paid"))
    EXPECT_EQ(share * 8, std::round(share * 8));
}

TEST(Sampling, FailsASessionWithAPathOnWhichAFunctionHasNoValue) {
  const std::string function = "functions: [{name: odd, expression: 1 / (0 if reached else 1)}]\n";
  const auto workload = paths(sampled("antithetic", 4) + "observables: [reached]\n" + function + options);
  const Rows rows = simulated(*workload, {0, 200});
  const auto reached = values(simulated(*paths(sampled("antithetic", 4) + options), {0, 200}), "reached");
  EXPECT_EQ(rows.failures().size(), static_cast<std::size_t>(std::count_if(reached.begin(), reached.end(),
                                                                           [](double share) { return share > 0; })));
  EXPECT_THAT(rows.failures().at(0).reason, HasSubstr("odd has no value"));
}

/// Counts what it is told.
class CountingCourse final : public Course {
 public:
  void begin(std::span<const CourseField> fields) override { names.push_back(fields.back().name); }
  void step(std::span<const CourseValue> values) override { paths.push_back(std::get<std::int64_t>(values.back())); }

  std::vector<std::string> names;
  std::vector<std::int64_t> paths;
};

TEST(Sampling, TellsTheCourseOfEveryPathOfTheSet) {
  CountingCourse course;
  paths(sampled("sobol", 4) + motion)->course(2, test_streams(), course);
  EXPECT_EQ(course.names, std::vector<std::string>{"path"});
  std::vector<std::int64_t> expected;
  for (std::int64_t path = 1; path <= 4; ++path)
    expected.insert(expected.end(), 6, path);
  EXPECT_EQ(course.paths, expected);
}

TEST(Sampling, RefusesWhatTheMethodCannotDo) {
  EXPECT_THAT(paths_refusal("sampling: {method: sobol}\n" + motion), HasSubstr("sampling has no points"));
  EXPECT_THAT(paths_refusal(sampled("antithetic", 3) + motion), HasSubstr("make it even"));
  EXPECT_THAT(paths_refusal(sampled("sobol", 100) + motion), HasSubstr("set 64 or 128"));
  EXPECT_THAT(paths_refusal(sampled("sobol", 1 << 17) + motion), HasSubstr("points"));
  EXPECT_THAT(paths_refusal(sampled("antitetic", 2) + motion), HasSubstr("antithetic"));
  EXPECT_THAT(paths_refusal(sampled("sobol", 2) + "process: brownian_motion\nbrownian_motion: {steps: 3668}\n"),
              HasSubstr("a path takes 3668 normals and other draws, and Sobol's points have at most 3667"));
  EXPECT_THAT(paths_refusal(sampled("sobol", 65536) + "process: brownian_motion\nbrownian_motion: {steps: 129}\n"),
              HasSubstr("take fewer points or steps"));
  EXPECT_THAT(paths_refusal(sampled("antithetic", 2) + "process: poisson\npoisson: {rate: 1, horizon: 1}\n"),
              HasSubstr("paths of poisson are not driven by normals alone"));
}

/// The rows of the map are orthonormal, and the first normal alone makes the end.
TEST(BridgeConstruction, IsOrthogonal) {
  for (const std::size_t steps : {1, 2, 5, 12, 64}) {
    const BridgeConstruction construction(steps);
    std::vector<std::vector<double>> images;
    for (std::size_t i = 0; i < steps; ++i) {
      std::vector<double> normals(steps), increments(steps);
      normals[i] = 1;
      construction.construct(normals, increments);
      const double end = std::accumulate(increments.begin(), increments.end(), 0.0);
      EXPECT_NEAR(end, i == 0 ? std::sqrt(static_cast<double>(steps)) : 0, 1e-13);
      images.push_back(increments);
    }
    for (std::size_t i = 0; i < steps; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        const double product = std::inner_product(images[i].begin(), images[i].end(), images[j].begin(), 0.0);
        EXPECT_NEAR(product, i == j ? 1 : 0, 1e-13) << steps;
      }
    }
  }
}

TEST(BridgeConstruction, KeepsMotionsApart) {
  const BridgeConstruction construction(3);
  const std::vector<double> one = {0.5, -1, 2}, other = {1, 0.25, -0.75};
  std::vector<double> of_one(3), of_other(3), of_both(6);
  construction.construct(one, of_one);
  construction.construct(other, of_other);
  construction.construct(std::vector<double>{0.5, 1, -1, 0.25, 2, -0.75}, of_both);
  EXPECT_EQ(of_both, (std::vector<double>{of_one[0], of_other[0], of_one[1], of_other[1], of_one[2], of_other[2]}));
}

}  // namespace
}  // namespace ergodic::test
