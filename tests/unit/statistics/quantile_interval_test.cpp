#include "statistics/quantile_interval.hpp"

#include "statistics/quantile.hpp"
#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ergodic::statistics {
namespace {

struct Known {
  double probability;
  std::uint64_t n;
  double confidence;
  std::uint64_t low, high;
};

/// By scipy.stats.binom, rank by rank. (2, 9) of ten values is in every table of the median's interval.
TEST(QuantileInterval, HasTheRanksOfTheBinomialLaw) {
  for (const Known& known : {Known{0.5, 10, 0.95, 2, 9}, Known{0.5, 6, 0.95, 1, 6}, Known{0.5, 5, 0.95, 0, 6},
                             Known{0.99, 100, 0.95, 97, 101}, Known{0.99, 1000, 0.95, 983, 997},
                             Known{0.05, 200, 0.9, 5, 16}, Known{0.25, 37, 0.99, 3, 17},
                             Known{0.95, 1000, 0.95, 936, 964}, Known{0.01, 1, 0.95, 0, 1}, Known{0.99, 1, 0.95, 1, 2},
                             Known{0.5, 1, 0.95, 0, 2}, Known{0.99, 1'000'000'000, 0.95, 989'993'833, 990'006'167}}) {
    const RankInterval found = quantile_interval(known.probability, known.n, known.confidence);
    EXPECT_EQ(found.low, known.low) << known.probability << " of " << known.n;
    EXPECT_EQ(found.high, known.high) << known.probability << " of " << known.n;
  }
}

TEST(QuantileInterval, OfNothingIsNone) {
  EXPECT_EQ(quantile_interval(0.5, 0, 0.95).low, 0u);
  EXPECT_EQ(quantile_interval(0.5, 0, 0.95).high, 1u);
}

/// Of a law with ties the interval covers at least as often: of 20 000 samples of 50 dice, 5 standard errors are 0.8 %.
TEST(QuantileInterval, CoversWhateverTheLaw) {
  constexpr int samples = 20'000, size = 50;
  test::Draws draws(20261130);
  const RankInterval ranks = quantile_interval(0.9, size, 0.95);
  int continuous = 0, dice = 0;
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<double> values;
    for (int i = 0; i < size; ++i)
      values.push_back(draws.uniform());
    std::sort(values.begin(), values.end());
    const double low = values[ranks.low - 1], high = values[ranks.high - 1];
    continuous += low <= 0.9 && 0.9 <= high ? 1 : 0;
    dice += std::floor(6 * low) <= 5 && 5 <= std::floor(6 * high) ? 1 : 0;  // P(die ≤ 4) = 5/6 < 0.9 ≤ P(die ≤ 5) = 1
  }
  EXPECT_GT(continuous, samples * (0.95 - 0.008));
  EXPECT_GE(dice, continuous);
}

}  // namespace
}  // namespace ergodic::statistics
