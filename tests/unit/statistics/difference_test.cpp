#include "statistics/difference.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;
using test::five_sigma;

constexpr int repetitions = 20'000;

double tolerance(double probability) { return five_sigma * std::sqrt(probability * (1 - probability) / repetitions); }

bool covers(const Interval& interval, double value) { return interval.low <= value && value <= interval.high; }

Sample sample_of(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double value : values)
    sum += value;
  const double mean = sum / static_cast<double>(values.size());
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / static_cast<double>(values.size() - 1)), static_cast<std::int64_t>(values.size())};
}

TEST(Welch, IsStudentsTestForEqualSizesAndVariances) {
  // Then the degrees of freedom are 2n − 2: t = 2 / √(2 · 9 / 10) = 1.490712 on 18 degrees.
  const Difference d = welch({12, 3, 10}, {10, 3, 10}, 0.95);
  EXPECT_DOUBLE_EQ(d.value, 2);
  EXPECT_DOUBLE_EQ(d.standard_error, std::sqrt(1.8));
  EXPECT_NEAR(d.interval.high - 2, 2.100922 * std::sqrt(1.8), 1e-6);
  EXPECT_NEAR(d.p_value, 0.15332, 1e-4);
}

TEST(Welch, IsTheSameInAnyUnit) {
  // As above, where the squares of the deviations would be lost, or infinite.
  for (const double unit : {1e-170, 1e170, 1e-300}) {
    const Difference d = welch({12 * unit, 3 * unit, 10}, {10 * unit, 3 * unit, 10}, 0.95);
    EXPECT_NEAR(d.standard_error / unit, std::sqrt(1.8), 1e-12);
    EXPECT_NEAR(d.p_value, 0.15332, 1e-4);
  }
}

TEST(Welch, KnowsNoDifferenceOfInfiniteOrUndefinedDeviations) {
  for (const double deviation : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    for (const auto& [a, b] : {std::pair(deviation, 1.0), std::pair(1.0, deviation)}) {
      const Difference d = welch({12, a, 10}, {10, b, 10}, 0.95);
      EXPECT_TRUE(std::isnan(d.standard_error) && std::isnan(d.p_value)) << a << ", " << b;
    }
  }
}

TEST(Welch, CoversTheDifferenceOfNormalsOfUnequalVariance) {
  Draws draws(1);
  int covered = 0;
  for (int i = 0; i < repetitions; ++i) {
    std::vector<double> a(40), b(25);
    for (double& value : a)
      value = 3 + draws.normal();
    for (double& value : b)
      value = 1 + 4 * draws.normal();
    covered += covers(welch(sample_of(a), sample_of(b), 0.95).interval, 2) ? 1 : 0;
  }
  // Satterthwaite's degrees are an approximation, good to some tenths of a percent here.
  EXPECT_NEAR(covered / static_cast<double>(repetitions), 0.95, tolerance(0.95) + 0.003);
}

TEST(Paired, CoversTheDifferenceOfCorrelatedNormalsAndIsTheNarrowerForIt) {
  Draws draws(2);
  int covered = 0;
  int narrower = 0;
  for (int i = 0; i < repetitions; ++i) {
    std::vector<double> a, b, difference;
    for (int pair = 0; pair < 20; ++pair) {
      const double common = 3 * draws.normal();
      a.push_back(common + 2 + draws.normal());
      b.push_back(common + draws.normal());
      difference.push_back(a.back() - b.back());
    }
    const Difference d = paired(sample_of(difference), 0.95);
    covered += covers(d.interval, 2) ? 1 : 0;
    narrower += d.standard_error < welch(sample_of(a), sample_of(b), 0.95).standard_error ? 1 : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(repetitions), 0.95, tolerance(0.95));
  EXPECT_GT(narrower, repetitions * 99 / 100);
}

TEST(Paired, HasTheVarianceOfASumOfCorrelatedVariables) {
  Draws draws(3);
  std::vector<double> a, b, difference;
  double cross = 0;
  constexpr int n = 1000;
  for (int i = 0; i < n; ++i) {
    a.push_back(draws.normal());
    b.push_back(0.5 * a.back() + draws.normal());
    difference.push_back(a.back() - b.back());
  }
  const Sample of_a = sample_of(a), of_b = sample_of(b);
  for (int i = 0; i < n; ++i)
    cross += (a[i] - of_a.mean) * (b[i] - of_b.mean) / (n - 1);
  const double variance =
      of_a.standard_deviation * of_a.standard_deviation + of_b.standard_deviation * of_b.standard_deviation - 2 * cross;
  EXPECT_NEAR(paired(sample_of(difference), 0.95).standard_error, std::sqrt(variance / n), 1e-13);
}

TEST(DifferenceOfMeans, RejectsTheTruthAsOftenAsItsPValueSays) {
  Draws draws(4);
  int rejected = 0;
  for (int i = 0; i < repetitions; ++i) {
    std::vector<double> difference(8);
    for (double& value : difference)
      value = draws.normal();
    rejected += paired(sample_of(difference), 0.95).p_value <= 0.1 ? 1 : 0;
  }
  EXPECT_NEAR(rejected / static_cast<double>(repetitions), 0.1, tolerance(0.1));
}

TEST(DifferenceOfMeans, IsUndefinedOfTooFewAndCertainWithoutVariance) {
  EXPECT_TRUE(std::isnan(welch({1, NAN, 1}, {2, 1, 9}, 0.95).p_value));
  EXPECT_TRUE(std::isnan(paired({1, NAN, 1}, 0.95).value));
  EXPECT_EQ(paired({0, 0, 100}, 0.95).p_value, 1);
  EXPECT_EQ(paired({1, 0, 100}, 0.95).p_value, 0);
  EXPECT_EQ(welch({1, 0, 5}, {1, 0, 5}, 0.95).p_value, 1);
}

TEST(SharesOfIndependentSamples, HaveTheirPublishedIntervals) {
  // Newcombe (1998), table II, method 10.
  const Difference a = independent_shares({56, 70}, {48, 80}, 0.95);
  EXPECT_NEAR(a.interval.low, 0.0524, 5e-5);
  EXPECT_NEAR(a.interval.high, 0.3339, 5e-5);
  const Difference rare = independent_shares({0, 10}, {0, 20}, 0.95);
  EXPECT_NEAR(rare.interval.low, -0.1611, 5e-5);
  EXPECT_NEAR(rare.interval.high, 0.2775, 5e-5);
  EXPECT_EQ(rare.p_value, 1);
  // The score test's square is Pearson's chi-square of the table: 7.0234 on one degree.
  EXPECT_NEAR(a.p_value, std::erfc(std::sqrt(150.0 * std::pow(56 * 32 - 14 * 48, 2) / (70.0 * 80 * 104 * 46) / 2)),
              1e-12);
}

TEST(SharesOfPairs, HaveTheirPublishedIntervalsAndMcNemarsP) {
  // Newcombe (1998, pairs), table II, method 10.
  const Difference a = paired_shares({36, 12, 2, 0}, 0.95);
  EXPECT_NEAR(a.value, 0.2, 1e-15);
  EXPECT_NEAR(a.interval.low, 0.0569, 5e-5);
  EXPECT_NEAR(a.interval.high, 0.3404, 5e-5);
  // 2 P(X ≤ 2), X binomial of 14 fair coins: 2 (1 + 14 + 91) / 2^14.
  EXPECT_NEAR(a.p_value, 212.0 / 16384, 1e-14);
  EXPECT_EQ(paired_shares({5, 0, 0, 5}, 0.95).p_value, 1);
}

TEST(SharesOfPairs, CoverTheirDifferenceAndTakeUseOfCorrelation) {
  Draws draws(5);
  int covered = 0;
  int of_independent = 0;
  for (int i = 0; i < repetitions; ++i) {
    PairCounts pairs;
    for (int k = 0; k < 200; ++k) {
      const double u = draws.uniform();
      const bool a = u < 0.5, b = u < 0.45 || u > 0.98;
      ++(a ? b ? pairs.both : pairs.only_a : b ? pairs.only_b : pairs.neither);
    }
    covered += covers(paired_shares(pairs, 0.95).interval, 0.03) ? 1 : 0;
    of_independent +=
        covers(independent_shares({pairs.both + pairs.only_a, 200}, {pairs.both + pairs.only_b, 200}, 0.95).interval,
               0.03)
            ? 1
            : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(repetitions), 0.95, 0.015);  // the law is discrete
  EXPECT_GT(of_independent, repetitions * 999 / 1000) << "as if independent, the interval is far too wide";
}

/// By its definition: the least level at which the step-down procedure rejects.
bool step_down_rejects(std::vector<double> p, double of, double level) {
  std::sort(p.begin(), p.end());
  for (std::size_t k = 0; k < p.size(); ++k) {
    if (p[k] > level / static_cast<double>(p.size() - k)) return false;
    if (p[k] == of) return true;
  }
  return false;
}

/// The values 1, 2 | 3, 4 | 5, 9 in three clusters, of mean 4; the rest from the sandwich's formula with 50
/// digits, where Student's quantile with two degrees of freedom is (2p − 1) √(2/(4p(1 − p))).
TEST(Clustered, HasTheErrorOfTheSandwichWithStudentsLaw) {
  const std::vector<double> scores{-5.0 / 6, -1.0 / 6, 6.0 / 6};
  const Difference mean = clustered(4, scores, 6, 1, 0.95);
  EXPECT_NEAR(mean.standard_error, 1.6072751268321592, 1e-14);
  EXPECT_NEAR(mean.interval.low, -2.915546711922805, 1e-12);
  EXPECT_NEAR(mean.interval.high, 10.915546711922805, 1e-12);
  EXPECT_NEAR(mean.p_value, 0.13057173279733786, 1e-13);
  EXPECT_TRUE(std::isnan(clustered(4, std::vector<double>{0.5}, 6, 1, 0.95).standard_error));
}

TEST(Holm, RejectsWhatTheStepDownProcedureRejects) {
  Draws draws(6);
  for (int i = 0; i < 500; ++i) {
    std::vector<double> p(static_cast<std::size_t>(1 + draws.below(7)));
    for (double& value : p)
      value = std::pow(draws.uniform(), 4);
    const std::vector<double> adjusted = holm(p);
    for (const double level : {0.001, 0.01, 0.05, 0.2, 0.7}) {
      for (std::size_t k = 0; k < p.size(); ++k)
        EXPECT_EQ(adjusted[k] <= level, step_down_rejects(p, p[k], level));
    }
  }
}

TEST(Holm, LeavesOutWhatIsUndefined) {
  const std::vector<double> adjusted = holm(std::vector<double>{0.02, std::nan(""), 0.01, 0.9});
  EXPECT_DOUBLE_EQ(adjusted[0], 0.04);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_DOUBLE_EQ(adjusted[2], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[3], 0.9);
  EXPECT_TRUE(holm({}).empty());
}

}  // namespace
}  // namespace ergodic::statistics
