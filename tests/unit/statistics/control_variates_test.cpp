#include "statistics/control_variates.hpp"

#include "statistics/sums/joint_moments.hpp"
#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;

/// Columns, Y first, and the known means of the others.
ControlledMean controlled(const std::vector<std::vector<double>>& columns, const std::vector<double>& known,
                          double confidence = 0.95) {
  const auto n = static_cast<std::int64_t>(columns.front().size());
  std::vector<double> covariances;
  for (const auto& x : columns) {
    for (const auto& y : columns)
      covariances.push_back(covariance(joint_moments_of(x, y), n));
  }
  std::vector<ControlVariate> controls;
  for (std::size_t i = 0; i < known.size(); ++i)
    controls.push_back({joint_moments_of(columns[i + 1], columns[i + 1]).mean_x, known[i]});
  return controlled_mean(n, joint_moments_of(columns[0], columns[0]).mean_x, controls, covariances, confidence);
}

/// By hand: Sxx = 10, Sxy = 18, Syy = 33.2, of which 18²/10 are explained.
TEST(ControlVariates, GiveWhatRegressionGivesAtTheKnownMean) {
  const std::vector<double> x{1, 2, 3, 4, 5}, y{2, 4, 5, 8, 9};
  const ControlledMean mean = controlled({y, x}, {4});
  EXPECT_DOUBLE_EQ(mean.coefficients[0], 1.8);
  EXPECT_DOUBLE_EQ(mean.value, 5.6 + 1.8);
  EXPECT_DOUBLE_EQ(mean.r_squared, 32.4 / 33.2);
  EXPECT_NEAR(mean.gain(), 33.2 / 0.8, 1e-10);
  // s² (1/n + d²/Sxx) on 3 degrees of freedom; t = 3.182446305284263.
  const double error = std::sqrt(0.8 / 3 * (1.0 / 5 + 1.0 / 10));
  EXPECT_NEAR(mean.standard_error, error, 1e-12);
  EXPECT_NEAR(mean.interval.high - mean.value, 3.182446305284263 * error, 1e-9);
}

TEST(ControlVariates, ThatSayNothingNewHaveNoCoefficient) {
  Draws draws(1);
  std::vector<double> y, a, b, constant;
  for (int i = 0; i < 1000; ++i) {
    a.push_back(draws.normal());
    b.push_back(draws.normal());
    constant.push_back(3);
    y.push_back(2 * a.back() - b.back() + draws.normal());
  }
  std::vector<double> twice_a;
  for (const double value : a)
    twice_a.push_back(2 * value + 1);
  const ControlledMean two = controlled({y, a, b}, {0, 0});
  const ControlledMean four = controlled({y, a, twice_a, b, constant}, {0, 1, 0, 3});
  EXPECT_NEAR(four.value, two.value, 1e-12);
  EXPECT_NEAR(four.standard_error, two.standard_error, 1e-12);
  EXPECT_EQ(four.coefficients[1], 0);
  EXPECT_EQ(four.coefficients[3], 0);
  EXPECT_NEAR(four.coefficients[2], two.coefficients[1], 1e-12);
}

/// Joint normals, n = 12 with two controls, where the interval is exact: 4000 repetitions, 4.9 standard errors (p <
/// 1e-6).
TEST(ControlVariates, CoverTheTrueMeanAsOftenAsTheIntervalSays) {
  Draws draws(2);
  constexpr int repetitions = 4000;
  int covered = 0;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    std::vector<std::vector<double>> columns(3);
    for (int i = 0; i < 12; ++i) {
      const double a = draws.normal(), b = draws.normal();
      columns[0].push_back(7 + 3 * a - 2 * b + draws.normal());
      columns[1].push_back(1 + a);
      columns[2].push_back(5 + b + a);
    }
    const ControlledMean mean = controlled(columns, {1, 5}, 0.9);
    covered += mean.interval.low <= 7 && 7 <= mean.interval.high;
  }
  EXPECT_NEAR(covered / static_cast<double>(repetitions), 0.9, 4.9 * std::sqrt(0.09 / repetitions));
}

TEST(ControlVariates, OfTooFewSessionsAreUndefined) {
  EXPECT_TRUE(std::isnan(controlled({{1, 2}, {1, 3}}, {0}).value));
  EXPECT_TRUE(std::isnan(controlled({{1, 2, NAN}, {1, 3, 5}}, {0}).value));
}

}  // namespace
}  // namespace ergodic::statistics
