#include "statistics/superiority.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;
using test::five_sigma;
using Values = std::vector<double>;

Superiority of(const OrderedBuckets& buckets, const Values& a, const Values& b) {
  BucketCounter counter_a(buckets, a.size()), counter_b(buckets, b.size());
  counter_a.add(a);
  counter_b.add(b);
  return superiority(buckets, counter_a.counts(), counter_b.counts(), 0.95);
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

TEST(Superiority, OfFewValuesInVeryManyBucketsIsThatOfTheirRanks) {
  const Values a{5, 99'999, 70'000}, b{4, 70'000, 70'000, 100'000};
  const Superiority s = of(OrderedBuckets::whole(0, 1'000'000), a, b);
  EXPECT_NEAR(s.probability, naive(a, b), 1e-15);
  const Superiority narrow = of(OrderedBuckets::whole(4, 100'000), a, b);
  EXPECT_EQ(s.standard_error, narrow.standard_error);
}

TEST(BucketCounter, CountsTheSameWhetherItListsOrNot) {
  Draws draws(5);
  Values values(100);
  for (double& value : values)
    value = static_cast<double>(draws.within(30));
  const OrderedBuckets buckets = OrderedBuckets::whole(-30, 10'000);
  std::vector<std::vector<BucketCount>> counted;
  for (const std::uint64_t most : {100u, 100'000u}) {
    BucketCounter counter(buckets, most);
    counter.add(std::span(values).first(40));
    counter.add(std::span(values).subspan(40));
    counted.push_back(counter.counts());
  }
  ASSERT_EQ(counted[0].size(), counted[1].size());
  for (std::size_t i = 0; i < counted[0].size(); ++i) {
    EXPECT_EQ(counted[0][i].bucket, counted[1][i].bucket);
    EXPECT_EQ(counted[0][i].count, counted[1][i].count);
  }
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
