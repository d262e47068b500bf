#include "statistics/superiority.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;
using Values = std::vector<double>;

constexpr double five_sigma = 4.9;  // two-sided significance 1e-6

Superiority of(const OrderedBuckets& buckets, const Values& a, const Values& b) {
  std::vector<std::int64_t> counts_a(buckets.size()), counts_b(buckets.size());
  buckets.count(a, counts_a);
  buckets.count(b, counts_b);
  return superiority(buckets, counts_a, counts_b, 0.95);
}

/// By its definition: over all pairs.
double naive(const Values& a, const Values& b) {
  double sum = 0;
  for (const double x : a) {
    for (const double y : b)
      sum += x > y ? 1 : x == y ? 0.5 : 0;
  }
  return sum / static_cast<double>(a.size() * b.size());
}

TEST(Superiority, OfWholeNumbersIsExact) {
  Draws draws(1);
  for (int i = 0; i < 100; ++i) {
    Values a(50), b(70);
    for (double& value : a)
      value = static_cast<double>(draws.within(8));
    for (double& value : b)
      value = static_cast<double>(draws.within(6) + 1);
    const Superiority s = of(OrderedBuckets::whole(-8, 8), a, b);
    EXPECT_NEAR(s.probability, naive(a, b), 1e-13);
    EXPECT_EQ(s.resolution, 0);
  }
}

TEST(Superiority, OfRealsIsWithinItsResolution) {
  Draws draws(2);
  for (int i = 0; i < 100; ++i) {
    Values a(300), b(200), sample;
    for (double& value : a)
      value = std::exp(3 * draws.normal());
    for (double& value : b)
      value = draws.uniform() < 0.3 ? 1.0 : std::exp(draws.normal());
    sample.assign(a.begin(), a.begin() + 10);
    sample.insert(sample.end(), b.begin(), b.begin() + 20);
    const Superiority s = of(OrderedBuckets::sampled(sample), a, b);
    EXPECT_GT(s.resolution, 0);
    EXPECT_LT(s.resolution, 0.05);
    EXPECT_LE(std::abs(s.probability - naive(a, b)), s.resolution + 1e-13);

    sample.insert(sample.end(), a.begin(), a.end());
    const Superiority whole = of(OrderedBuckets::sampled(sample), a, b);
    EXPECT_NEAR(whole.probability, naive(a, b), 1e-13) << "each value of a has a bucket: nothing is unresolved";
    EXPECT_EQ(whole.resolution, 0);
  }
}

TEST(Superiority, CountsEveryValueOnceWhereverItLies) {
  const OrderedBuckets buckets = OrderedBuckets::sampled({3, 1, 2, 2});
  ASSERT_EQ(buckets.size(), 7u);
  std::vector<std::int64_t> counts(7);
  buckets.count(Values{0.5, 1, 1.5, 2, 2, 2.5, 3, 4, 5}, counts);
  EXPECT_EQ(counts, (std::vector<std::int64_t>{1, 1, 1, 2, 1, 1, 2}));
}

TEST(Superiority, CoversTheProbabilityOfShiftedNormals) {
  // P(X > Y) = Φ(δ / √2) for unit normals whose means are δ apart.
  const double truth = 0.5 * std::erfc(-0.5 / std::numbers::sqrt2 / std::numbers::sqrt2);
  Draws draws(3);
  constexpr int repetitions = 4000;
  int covered = 0;
  for (int i = 0; i < repetitions; ++i) {
    Values a(150), b(100);
    for (double& value : a)
      value = 0.5 + draws.normal();
    for (double& value : b)
      value = draws.normal();
    Values all = a;
    all.insert(all.end(), b.begin(), b.end());
    const Superiority s = of(OrderedBuckets::sampled(all), a, b);
    covered += s.interval.low <= truth && truth <= s.interval.high ? 1 : 0;
  }
  // The interval is asymptotic: some tenths of a percent too narrow here.
  EXPECT_NEAR(covered / static_cast<double>(repetitions), 0.95,
              five_sigma * std::sqrt(0.95 * 0.05 / repetitions) + 0.005);
}

TEST(PairedSuperiority, IsTheMeanOfItsScores) {
  const Superiority s = paired_superiority(50, 30, 20, 0.95);
  EXPECT_DOUBLE_EQ(s.probability, 0.65);
  // Scores 1, ½, 0: variance 0.5 + 0.3 / 4 − 0.65².
  EXPECT_NEAR(s.standard_error, std::sqrt((0.575 - 0.4225) / 100), 1e-15);
  EXPECT_TRUE(std::isnan(paired_superiority(0, 0, 0, 0.95).probability));
}

}  // namespace
}  // namespace ergodic::statistics
