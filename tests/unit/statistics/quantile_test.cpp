#include "statistics/quantile.hpp"

#include "unit/statistics/draws.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;
using testing::ElementsAre;

const std::vector<double> usual{0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1};

/// Streams the values in pieces of uneven sizes.
template <class T>
ForEachPiece<T> pieces(const std::vector<T>& values, int* calls = nullptr) {
  return [&values, calls](const std::function<void(std::span<const T>)>& piece) {
    if (calls != nullptr) ++*calls;
    std::size_t size = 1;
    for (std::size_t first = 0; first < values.size(); first += size, size = size * 3 % 65'521) {
      size = std::min(size, values.size() - first);
      piece(std::span(values).subspan(first, size));
    }
  };
}

/// Compares with the sorted values; returns how often they were streamed.
template <class T>
int expect_sorted_quantiles(const std::vector<T>& values, const std::vector<double>& probabilities) {
  int calls = 0;
  const std::vector<T> found = exact_quantiles<T>(pieces(values, &calls), probabilities);
  std::vector<T> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  std::vector<T> expected;
  for (const double p : probabilities)
    expected.push_back(sorted[quantile_rank(p, sorted.size()) - 1]);
  EXPECT_EQ(found, expected);
  return calls;
}

TEST(QuantileRank, IsTheSmallestWhoseShareReachesTheProbability) {
  EXPECT_EQ(quantile_rank(0, 10), 1u);
  EXPECT_EQ(quantile_rank(0.1, 10), 1u);
  EXPECT_EQ(quantile_rank(0.11, 10), 2u);
  EXPECT_EQ(quantile_rank(0.5, 10), 5u);
  EXPECT_EQ(quantile_rank(0.5, 11), 6u);
  EXPECT_EQ(quantile_rank(1, 10), 10u);
  for (std::uint64_t n = 1; n <= 300; ++n) {
    for (std::uint64_t rank = 1; rank <= n; ++rank) {
      const double share = static_cast<double>(rank) / static_cast<double>(n);
      ASSERT_EQ(quantile_rank(share, n), rank);  // 0.07 × 100 > 7 in doubles, and yet
      if (rank == n) continue;
      ASSERT_EQ(quantile_rank(std::nextafter(share, 2), n), rank + 1) << share;
    }
  }
}

TEST(QuantileRank, RejectsWhatIsNoProbability) {
  EXPECT_THROW(quantile_rank(-0.1, 5), InternalError);
  EXPECT_THROW(quantile_rank(1.1, 5), InternalError);
  EXPECT_THROW(quantile_rank(std::numeric_limits<double>::quiet_NaN(), 5), InternalError);
  EXPECT_THROW(quantile_rank(0.5, 0), InternalError);
}

TEST(ExactQuantiles, AreThoseOfTheSortedValues) {
  Draws draws(1);
  for (const std::size_t count : {1u, 2u, 3u, 99u, 100u, 10'000u}) {
    std::vector<std::uint8_t> octets;
    std::vector<std::int16_t> halves;
    std::vector<std::int32_t> words;
    std::vector<std::int64_t> longs;
    std::vector<double> reals;
    for (std::size_t i = 0; i < count; ++i) {
      octets.push_back(static_cast<std::uint8_t>(draws.word()));
      halves.push_back(static_cast<std::int16_t>(draws.word()));
      words.push_back(static_cast<std::int32_t>(draws.word()));
      longs.push_back(static_cast<std::int64_t>(draws.word()));
      reals.push_back(draws.of_any_magnitude(-1000, 1000));
    }
    expect_sorted_quantiles(octets, usual);
    expect_sorted_quantiles(halves, usual);
    expect_sorted_quantiles(words, usual);
    expect_sorted_quantiles(longs, usual);
    expect_sorted_quantiles(reals, usual);
  }
}

TEST(ExactQuantiles, OfManyValuesAreNarrowedDownInAFewPasses) {
  Draws draws(2);
  std::vector<std::int64_t> uniform;
  std::vector<std::int64_t> cents;
  std::vector<double> normal;
  for (int i = 0; i < 2'500'000; ++i) {
    uniform.push_back(static_cast<std::int64_t>(draws.word()));
    cents.push_back(draws.within(20'000));
    normal.push_back(draws.normal());
  }
  EXPECT_EQ(expect_sorted_quantiles(uniform, usual), 3);
  EXPECT_EQ(expect_sorted_quantiles(cents, usual), 2);
  EXPECT_EQ(expect_sorted_quantiles(normal, usual), 3);
}

TEST(ExactQuantiles, OfCrowdedValuesTakeFivePassesAtMost) {
  // All but the extremes agree in their leading 48 bits, so that every histogram but the last finds them in one cell.
  Draws draws(3);
  std::vector<std::int64_t> values{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  for (int i = 0; i < 1'200'000; ++i)
    values.push_back(draws.below(50'000));
  EXPECT_EQ(expect_sorted_quantiles(values, usual), 5);
}

TEST(ExactQuantiles, OfTiesAndConstantsAreTheirValue) {
  EXPECT_EQ(expect_sorted_quantiles(std::vector<double>(1'500'000, -0.1), usual), 1);
  std::vector<std::int64_t> tied;
  for (int i = 0; i < 1'500'000; ++i)
    tied.push_back(i % 3 == 0 ? -5 : 1'000'000'000'000);
  expect_sorted_quantiles(tied, usual);
}

TEST(ExactQuantiles, KeepTheOrderAndTheRepetitionsOfTheProbabilities) {
  const std::vector<std::int64_t> values{40, 10, 30, 20};
  EXPECT_THAT(exact_quantiles<std::int64_t>(pieces(values), std::vector{0.9, 0.1, 0.5, 0.9}),
              ElementsAre(40, 10, 20, 40));
  EXPECT_THAT(exact_quantiles<std::int64_t>(pieces(values), {}), ElementsAre());
}

TEST(ExactQuantiles, OrderRealsWithTheirInfinitiesAndOneZero) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> values{infinity, 0.0, -infinity, -0.0, 5e-324, -5e-324};
  const auto found = exact_quantiles<double>(pieces(values), std::vector{0.1, 0.3, 0.5, 0.6, 0.8, 1.0});
  EXPECT_THAT(found, ElementsAre(-infinity, -5e-324, 0, 0, 5e-324, infinity));
  EXPECT_FALSE(std::signbit(found[2]));
}

TEST(ExactQuantiles, OfNothingAreNone) {
  EXPECT_THAT(exact_quantiles<double>(pieces(std::vector<double>{}), usual), ElementsAre());
}

TEST(OrderStatistics, AreTheValuesOfTheirRanksInAnyOrder) {
  const std::vector<std::int32_t> values{7, -3, 7, 100, 0, 12};
  const std::vector<std::uint64_t> ranks{6, 1, 3, 4, 1};
  EXPECT_THAT(order_statistics<std::int32_t>(pieces(values), ranks), ElementsAre(100, -3, 7, 7, -3));
}

TEST(OrderStatistics, RejectARankThatNoValueHas) {
  const std::vector<double> values{1, 2};
  for (const std::uint64_t rank : {0, 3}) {
    EXPECT_THROW(order_statistics<double>(pieces(values), std::vector<std::uint64_t>{rank}), InternalError) << rank;
  }
}

TEST(ExactQuantiles, RejectNaN) {
  const std::vector<double> values{1, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_THROW(exact_quantiles<double>(pieces(values), usual), InternalError);
}

TEST(ExactQuantiles, NoticeThatTheValuesChanged) {
  for (const std::size_t count : {100u, 1'500'000u}) {
    int calls = 0;
    const ForEachPiece<std::int64_t> changing = [&](const std::function<void(std::span<const std::int64_t>)>& piece) {
      std::vector<std::int64_t> values(count, 7);
      values[0] = ++calls == 1 ? 8 : 1000;
      piece(values);
    };
    EXPECT_THROW(exact_quantiles<std::int64_t>(changing, usual), InternalError);
  }
}

}  // namespace
}  // namespace ergodic::statistics
