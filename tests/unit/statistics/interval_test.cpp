#include "statistics/interval.hpp"

#include "unit/statistics/draws.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;
using test::five_sigma;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Of a share that is `probability` in truth, over independent repetitions.
double tolerance(double probability, int repetitions) {
  return five_sigma * std::sqrt(probability * (1 - probability) / repetitions);
}

/// As in every unit test, contracts are on, whatever the build.
TEST(Contracts, AreChecked) {
  EXPECT_THROW(wilson(2, 1, 0.95), InternalError);
  EXPECT_THROW(wilson(1, 2, 1), InternalError);
}

TEST(Wilson, HasItsPublishedValues) {
  const Interval ten_percent = wilson(10, 100, 0.95);
  EXPECT_NEAR(ten_percent.low, 0.0552291, 5e-8);
  EXPECT_NEAR(ten_percent.high, 0.1743657, 5e-8);
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
  const Interval newcombe = wilson(81, 263, 0.95);
  EXPECT_NEAR(newcombe.low, 0.2553, 5e-5);
  EXPECT_NEAR(newcombe.high, 0.3662, 5e-5);
  const Interval rare = wilson(1, 29, 0.95);
  EXPECT_NEAR(rare.low, 0.0061, 5e-5);
  EXPECT_NEAR(rare.high, 0.1718, 5e-5);
}

TEST(Wilson, EndsExactlyAtZeroAndOne) {
  EXPECT_EQ(wilson(0, 20, 0.95).low, 0);
  EXPECT_NEAR(wilson(0, 20, 0.95).high, 0.1611, 5e-5);  // Newcombe's table I
  EXPECT_EQ(wilson(20, 20, 0.95).high, 1);
  EXPECT_NEAR(wilson(20, 20, 0.95).low, 1 - wilson(0, 20, 0.95).high, 1e-15);
  EXPECT_EQ(wilson(0, 0, 0.95).low, 0);
  EXPECT_EQ(wilson(0, 0, 0.95).high, 1);
}

TEST(Wilson, CoversAsOftenAsTheBinomialLawSays) {
  constexpr int n = 100;
  constexpr double p = 0.3;
  const auto covers = [&](int successes) {
    const Interval interval = wilson(successes, n, 0.95);
    return interval.low <= p && p <= interval.high;
  };
  double exact = 0;
  for (int k = 0; k <= n; ++k) {
    const double log_probability = std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                                   k * std::log(p) + (n - k) * std::log1p(-p);
    if (covers(k)) exact += std::exp(log_probability);
  }
  EXPECT_NEAR(exact, 0.95, 0.015);  // the law is discrete: it cannot be 95 % for every p

  Draws draws(1);
  constexpr int repetitions = 20'000;
  int covered = 0;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    int successes = 0;
    for (int i = 0; i < n; ++i)
      successes += draws.uniform() < p ? 1 : 0;
    covered += covers(successes) ? 1 : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(repetitions), exact, tolerance(exact, repetitions));
}

TEST(Student, HasItsPublishedValues) {
  const Interval ten = student(10, 2, 10, 0.95);  // t with 9 degrees: 2.262157
  EXPECT_NEAR(ten.low, 10 - 2.262157 * 2 / std::sqrt(10), 1e-6);
  EXPECT_NEAR(ten.high, 10 + 2.262157 * 2 / std::sqrt(10), 1e-6);
  EXPECT_NEAR(student(0, std::sqrt(2), 2, 0.99).high, 63.656741, 1e-6);  // 1 degree
}

TEST(Student, IsInfiniteForFewerThanTwo) {
  for (const std::int64_t n : {0, 1}) {
    EXPECT_EQ(student(3, std::nan(""), n, 0.95).low, -infinity);
    EXPECT_EQ(student(3, std::nan(""), n, 0.95).high, infinity);
  }
}

TEST(Student, CoversTheMeanOfNormalsExactlyAsOftenAsItSays) {
  Draws draws(2);
  constexpr int repetitions = 50'000;
  for (const double confidence : {0.5, 0.95}) {
    int covered = 0;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
      double sum = 0;
      double squares = 0;
      constexpr int n = 4;
      for (int i = 0; i < n; ++i) {
        const double value = 7 + 3 * draws.normal();
        sum += value;
        squares += value * value;
      }
      const Interval interval = student(sum / n, std::sqrt((squares - sum * sum / n) / (n - 1)), n, confidence);
      covered += interval.low <= 7 && 7 <= interval.high ? 1 : 0;
    }
    EXPECT_NEAR(covered / static_cast<double>(repetitions), confidence, tolerance(confidence, repetitions));
  }
}

TEST(Normal, HasItsPublishedValues) {
  EXPECT_NEAR(normal(1, 2, 0.95).low, 1 - 2 * 1.959963985, 1e-8);
  EXPECT_NEAR(normal(1, 2, 0.95).high, 1 + 2 * 1.959963985, 1e-8);
  EXPECT_NEAR(normal(0, 1, 0.99).high, 2.575829304, 1e-8);
}

TEST(ChiSquareTest, HasItsPublishedValues) {
  const std::vector<std::int64_t> die{5, 8, 9, 8, 10, 20};
  const ChiSquare unfair = chi_square(die, std::vector<double>(6, 1.0 / 6));
  EXPECT_NEAR(unfair.statistic, 13.4, 1e-12);
  EXPECT_EQ(unfair.degrees, 5);
  EXPECT_NEAR(unfair.p_value, 0.0199, 5e-5);
  // Mendel's round and wrinkled, yellow and green peas, 9 : 3 : 3 : 1.
  const ChiSquare peas =
      chi_square(std::vector<std::int64_t>{315, 101, 108, 32}, std::vector{9.0 / 16, 3.0 / 16, 3.0 / 16, 1.0 / 16});
  EXPECT_NEAR(peas.statistic, 0.470024, 1e-6);
  EXPECT_NEAR(peas.p_value, 0.925426, 1e-6);
}

TEST(ChiSquareTest, TakesAnImpossibleEventForProof) {
  const std::vector<double> law{0.5, 0.0, 0.5};
  const ChiSquare possible = chi_square(std::vector<std::int64_t>{10, 0, 10}, law);
  EXPECT_EQ(possible.statistic, 0);
  EXPECT_EQ(possible.degrees, 1);
  EXPECT_EQ(possible.p_value, 1);
  const ChiSquare impossible = chi_square(std::vector<std::int64_t>{10, 1, 10}, law);
  EXPECT_EQ(impossible.statistic, infinity);
  EXPECT_EQ(impossible.p_value, 0);
}

TEST(ChiSquareTest, OfNothingOrOfOneCellSaysNothing) {
  EXPECT_EQ(chi_square(std::vector<std::int64_t>{0, 0}, std::vector{0.5, 0.5}).p_value, 1);
  EXPECT_EQ(chi_square(std::vector<std::int64_t>{7}, std::vector{1.0}).p_value, 1);
  EXPECT_EQ(chi_square({}, {}).p_value, 1);
  EXPECT_EQ(chi_square({}, {}).degrees, 0);
}

TEST(ChiSquareTest, RejectsTheTruthAsOftenAsItSays) {
  const std::vector<double> law{0.1, 0.2, 0.3, 0.4};
  Draws draws(3);
  constexpr int repetitions = 10'000;
  int rejected = 0;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    std::vector<std::int64_t> counts(4);
    for (int i = 0; i < 400; ++i) {
      const double u = draws.uniform();
      ++counts[u < 0.1 ? 0 : u < 0.3 ? 1 : u < 0.6 ? 2 : 3];
    }
    rejected += chi_square(counts, law).p_value < 0.05 ? 1 : 0;
  }
  // The asymptotic law is off by less than 0.2 % with 40 expected in the smallest cell.
  EXPECT_NEAR(rejected / static_cast<double>(repetitions), 0.05, tolerance(0.05, repetitions) + 0.002);
}

/// A sample whose distribution lies `distance` below the law's everywhere it can.
std::vector<double> sample_at_distance(double distance, int n) {
  std::vector<double> cdf;
  for (int i = 0; i < n; ++i)
    cdf.push_back(std::min(1.0, static_cast<double>(i) / n + distance));
  return cdf;
}

TEST(KolmogorovSmirnovTest, HasItsPublishedValues) {
  // Stephens' modified statistic D (√n + 0.12 + 0.11 / √n) has the upper points 1.224, 1.358, 1.628 (10, 5, 1 %);
  // Kolmogorov's distribution has Q(0.5) = 0.963945 and Q(1) = 0.270000 (Smirnov's table of 1948).
  const double factor = 100 + 0.12 + 0.11 / 100;
  const auto p_value_at = [&](double x) { return kolmogorov_smirnov(sample_at_distance(x / factor, 10'000)).p_value; };
  EXPECT_NEAR(p_value_at(1.223848), 0.10, 1e-6);
  EXPECT_NEAR(p_value_at(1.358099), 0.05, 1e-6);
  EXPECT_NEAR(p_value_at(1.627624), 0.01, 1e-6);
  EXPECT_NEAR(p_value_at(0.5), 0.963945, 1e-6);
  EXPECT_NEAR(p_value_at(1.0), 0.270000, 1e-6);
}

TEST(KolmogorovSmirnovTest, HasASurvivalFunctionWithoutASeam) {
  double last = 1;
  for (double distance = 0.001; distance < 0.03; distance += 1e-5) {
    const double p_value = kolmogorov_smirnov(sample_at_distance(distance, 10'000)).p_value;
    EXPECT_LE(p_value, last + 1e-12) << distance;
    EXPECT_GE(p_value, last - 0.003) << distance;
    last = p_value;
  }
}

TEST(KolmogorovSmirnovTest, MeasuresTheDistanceOnBothSidesOfAStep) {
  EXPECT_DOUBLE_EQ(kolmogorov_smirnov(std::vector{0.5}).distance, 0.5);
  EXPECT_DOUBLE_EQ(kolmogorov_smirnov(std::vector{0.9}).distance, 0.9);
  EXPECT_DOUBLE_EQ(kolmogorov_smirnov(std::vector{0.1, 0.2, 0.3, 0.4}).distance, 0.6);
  EXPECT_DOUBLE_EQ(kolmogorov_smirnov(std::vector{0.125, 0.375, 0.625, 0.875}).distance, 0.125);
  EXPECT_EQ(kolmogorov_smirnov({}).distance, 0);
  EXPECT_EQ(kolmogorov_smirnov({}).p_value, 1);
}

TEST(KolmogorovSmirnovTest, RejectsTheTruthAsOftenAsItSays) {
  Draws draws(4);
  constexpr int repetitions = 20'000;
  int rejected = 0;
  std::vector<double> sample(20);
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    for (double& value : sample)
      value = draws.uniform();
    std::sort(sample.begin(), sample.end());
    rejected += kolmogorov_smirnov(sample).p_value < 0.05 ? 1 : 0;
  }
  // Stephens' correction is good to about 1 % of the p-value at n = 20.
  EXPECT_NEAR(rejected / static_cast<double>(repetitions), 0.05, tolerance(0.05, repetitions) + 0.001);
}

}  // namespace
}  // namespace ergodic::statistics
