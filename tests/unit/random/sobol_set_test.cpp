#include "random/sobol_set.hpp"

#include "unit/random/goodness_of_fit.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>
#include <boost/random/sobol.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using random::SobolSet;

Stream stream(std::uint64_t replicate) { return {{11, 12}, replicate, 0}; }

std::vector<double> scrambled(const SobolSet& set, std::uint64_t replicate) {
  std::vector<double> uniforms(set.points() * set.dimensions());
  Stream words = stream(replicate);
  set.scramble(words, uniforms);
  return uniforms;
}

/// How many points each of 2^a × 2^b equal boxes has in the plane of two dimensions.
template <class Coordinate>
std::vector<std::size_t> in_boxes(std::size_t points, int a, int b, Coordinate coordinate) {
  std::vector<std::size_t> counts(std::size_t{1} << (a + b));
  for (std::size_t i = 0; i < points; ++i) {
    const auto [x, y] = coordinate(i);
    const auto column = static_cast<std::size_t>(std::ldexp(x, a)), row = static_cast<std::size_t>(std::ldexp(y, b));
    ++counts[column << b | row];
  }
  return counts;
}

TEST(SobolSet, HasTheFirstDigitsOfBoostsPointsAfterTheOneAtZero) {
  constexpr std::size_t points = 256, dimensions = 40;
  const SobolSet set(points, dimensions);
  boost::random::sobol sobol(dimensions);
  for (std::size_t d = 0; d < dimensions; ++d)
    EXPECT_EQ(set.interval(0, d), 0u);
  for (std::size_t i = 1; i < points; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d)
      ASSERT_EQ(set.interval(i, d), sobol() >> 56) << i << " " << d;
  }
}

TEST(SobolSet, HasScramblesWithOnePointInEachIntervalOfEveryDimension) {
  constexpr std::size_t points = 512, dimensions = 100;
  const SobolSet set(points, dimensions);
  const std::vector<double> uniforms = scrambled(set, 1);
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::vector<std::size_t> seen(points);
    for (std::size_t i = 0; i < points; ++i)
      ++seen.at(static_cast<std::size_t>(uniforms[i * dimensions + d] * points));
    EXPECT_EQ(seen, std::vector<std::size_t>(points, 1)) << d;
  }
}

/// The first two dimensions are a (0, m, 2)-net: every elementary box of as much area has as many points.
TEST(SobolSet, HasScramblesThatAreANetInTheFirstTwoDimensions) {
  constexpr int m = 9;
  const SobolSet set(1 << m, 2);
  for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
    const std::vector<double> u = scrambled(set, replicate);
    for (int a = 0; a <= m; ++a) {
      for (int b = 0; a + b <= m; ++b) {
        const auto counts =
            in_boxes(set.points(), a, b, [&](std::size_t i) { return std::pair(u[2 * i], u[2 * i + 1]); });
        EXPECT_EQ(counts, std::vector<std::size_t>(counts.size(), set.points() / counts.size())) << a << " " << b;
      }
    }
  }
}

/// A scramble takes boxes to boxes of their size, one to one.
TEST(SobolSet, HasScramblesAsEvenAsSobolsPointsInEveryPlane) {
  constexpr std::size_t dimensions = 12;
  constexpr int m = 6;
  const SobolSet set(1 << m, dimensions);
  const std::vector<double> u = scrambled(set, 3);
  for (std::size_t d = 0; d < dimensions; ++d) {
    for (std::size_t e = d + 1; e < dimensions; ++e) {
      for (int a = 1; a < m; ++a) {
        auto before = in_boxes(set.points(), a, m - a, [&](std::size_t i) {
          return std::pair(std::ldexp(set.interval(i, d), -m), std::ldexp(set.interval(i, e), -m));
        });
        auto after = in_boxes(set.points(), a, m - a,
                              [&](std::size_t i) { return std::pair(u[i * dimensions + d], u[i * dimensions + e]); });
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        ASSERT_EQ(before, after) << d << " " << e << " " << a;
      }
    }
  }
}

/// Where two points first part is where their scrambles do.
TEST(SobolSet, HasNestedScrambles) {
  const SobolSet set(64, 3);
  const std::vector<double> u = scrambled(set, 4);
  const auto digits = [](double x) { return static_cast<std::uint32_t>(x * 64); };
  for (std::size_t d = 0; d < 3; ++d) {
    for (std::size_t i = 0; i < 64; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_EQ(std::bit_width(set.interval(i, d) ^ set.interval(j, d)),
                  std::bit_width(digits(u[3 * i + d]) ^ digits(u[3 * j + d])));
      }
    }
  }
}

/// Of two points in a plane, over many scrambles: pairs of cells that a uniform point of each would fall in.
TEST(SobolSet, HasPointsThatAreUniformOverScrambles) {
  const SobolSet set(8, 2);
  constexpr std::size_t scrambles = 20'000, cells = 16;
  for (const std::size_t point : {0, 5}) {
    std::vector<std::uint64_t> counts(cells * cells);
    for (std::size_t i = 0; i < scrambles; ++i) {
      const std::vector<double> u = scrambled(set, i);
      ++counts[static_cast<std::size_t>(u[2 * point] * cells) * cells +
               static_cast<std::size_t>(u[2 * point + 1] * cells)];
    }
    EXPECT_GT(chi_square_p(counts, std::vector<double>(counts.size(), 1.0 / (cells * cells))), significance) << point;
  }
}

/// In one dimension a nested uniform scramble is a uniform point in each interval, on its own: the mean of n has the
/// variance 1/12n³. A shift of digits that all points share has n times that.
TEST(SobolSet, HasOwensVarianceOfAMean) {
  const SobolSet set(32, 1);
  constexpr std::size_t scrambles = 20'000;
  const double exact = 1 / (12 * std::pow(32, 3));
  double sum = 0, fourth = 0;
  for (std::size_t i = 0; i < scrambles; ++i) {
    double mean = 0;
    for (const double x : scrambled(set, i))
      mean += x / 32;
    const double square = (mean - 0.5) * (mean - 0.5);
    sum += square;
    fourth += square * square;
  }
  const double variance = sum / scrambles;
  EXPECT_NEAR(variance, exact, 4.5 * std::sqrt((fourth / scrambles - variance * variance) / scrambles));
}

TEST(SobolSet, OfOnePointIsWhatTheStreamsUniformsAre) {
  Stream words = stream(7);
  for (const double u : scrambled(SobolSet(1, 3), 7))
    EXPECT_EQ(u, uniform_open(words));
}

TEST(SobolSet, GoesAsFarAsBoostsTable) {
  EXPECT_EQ(SobolSet::most_dimensions, 3667u);
  const std::vector<double> u = scrambled(SobolSet(4, SobolSet::most_dimensions), 1);
  EXPECT_GT(std::set<double>(u.begin(), u.end()).size(), u.size() - 2);
}

}  // namespace
}  // namespace ergodic::test
