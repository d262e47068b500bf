#include "statistics/skewness.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

constexpr double without_bound = std::numeric_limits<double>::infinity();

double skewness_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double value : values)
    sum += value;
  for (const double value : values)
    squares += (value - sum / n) * (value - sum / n);
  SkewnessSum skewness(sum / n, std::sqrt(squares / (n - 1)), static_cast<std::int64_t>(values.size()));
  skewness.add(values);
  return skewness.skewness();
}

std::vector<double> rare(std::initializer_list<double> values) {
  std::vector<double> all(100 - values.size(), 0.0);
  all.insert(all.end(), values);
  return all;
}

/// By scipy.stats.skew.
TEST(Skewness, IsThatOfOtherPrograms) {
  EXPECT_NEAR(skewness_of({1, 2, 4, 8, 16}), 0.8890481348169542, 1e-14);
  EXPECT_NEAR(skewness_of({-1, -2, -4, -8, -16}), -0.8890481348169542, 1e-14);
  EXPECT_NEAR(skewness_of(rare({1.5, 20.25, 3})), 9.485153115108856, 1e-13);
}

TEST(Skewness, LeavesOutNaN) {
  SkewnessSum skewness(2, 1, 3);
  const std::vector<double> values{1, std::nan(""), 2, 3};
  skewness.add(values);
  EXPECT_EQ(skewness.skewness(), 0);
}

TEST(Skewness, IsNotDefinedWhereNothingVariesOrIsInfinite) {
  EXPECT_TRUE(std::isnan(skewness_of({2, 2, 2})));
  SkewnessSum infinite(1, 1, 2);
  infinite.add(std::vector<double>{without_bound});
  EXPECT_TRUE(std::isnan(infinite.skewness()));
  EXPECT_TRUE(std::isnan(greatest_skewness(2, 0, 2, 2, 10)));
  EXPECT_TRUE(std::isnan(greatest_skewness(2, without_bound, 2, without_bound, 10)));
}

/// Three of a hundred are yes: the two values that reach the bound. By scipy.stats.skew.
TEST(GreatestSkewness, IsReachedByAMatterOfYesAndNo) {
  const double deviation = std::sqrt(0.03 * 0.97 * 100 / 99);
  EXPECT_NEAR(greatest_skewness(0.03, deviation, 0, 1, 100), 5.510377588549162, 1e-13);
  EXPECT_NEAR(skewness_of(rare({1, 1, 1})), 5.510377588549162, 1e-13);
}

TEST(GreatestSkewness, IsNeverExceeded) {
  for (const auto& values : {rare({1, 5, 25}), rare({-7, 1, 1, 1}), rare({3}), std::vector<double>{1, 2, 4, 8, 16}}) {
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0, least = without_bound, greatest = -without_bound;
    for (const double value : values) {
      sum += value;
      least = std::min(least, value);
      greatest = std::max(greatest, value);
    }
    for (const double value : values)
      squares += (value - sum / n) * (value - sum / n);
    const double bound = greatest_skewness(sum / n, std::sqrt(squares / (n - 1)), least, greatest,
                                           static_cast<std::int64_t>(values.size()));
    EXPECT_LE(std::abs(skewness_of(values)), bound * (1 + 1e-12));
  }
}

TEST(Skewness, AsksForCochransSessions) {
  EXPECT_EQ(sessions_for_skewness(0), 0);
  EXPECT_EQ(sessions_for_skewness(-2), 100);
  EXPECT_EQ(sessions_for_skewness(20), 10'000);
}

}  // namespace
}  // namespace ergodic::statistics
