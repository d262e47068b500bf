#include "statistics/sums/real_moments.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

using boost::multiprecision::cpp_bin_float_100;
using test::Draws;

std::array<std::int64_t, RealMoments::word_count> bits(const RealMoments& moments) {
  std::array<std::int64_t, RealMoments::word_count> words;
  moments.to_words(words);
  return words;
}

std::vector<double> normals(std::size_t count, double offset, std::uint64_t seed) {
  Draws draws(seed);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(offset + draws.normal());
  return values;
}

struct RealReference {
  explicit RealReference(const std::vector<double>& values) {
    for (const double value : values)
      mean += value;
    mean /= values.size();
    for (const double value : values)
      deviations += (value - mean) * (value - mean);
  }
  cpp_bin_float_100 mean = 0;
  cpp_bin_float_100 deviations = 0;
};

void expect_near_reference(const RealMoments& moments, const std::vector<double>& values) {
  const RealReference reference(values);
  const auto mean = static_cast<double>(reference.mean);
  const auto deviations = static_cast<double>(reference.deviations);
  EXPECT_NEAR(moments.mean, mean, 1e-15 * std::abs(mean) + 1e-15);
  EXPECT_NEAR(moments.deviations, deviations, 1e-12 * deviations);
  EXPECT_EQ(moments.minimum, *std::min_element(values.begin(), values.end()));
  EXPECT_EQ(moments.maximum, *std::max_element(values.begin(), values.end()));
}

TEST(RealMoments, AreThoseOfAHundredDigits) {
  for (const std::size_t count : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u, 1000u, 10'001u}) {
    const std::vector<double> values = normals(count, -3, count);
    expect_near_reference(moments_of(values), values);
  }
}

TEST(RealMoments, LoseNothingToALargeOffset) {
  for (const double offset : {1e9, 1e15}) {  // doubles near 1e15 are 1/8 apart: the mean itself is rounded grossly
    const std::vector<double> values = normals(10'000, offset, 1);
    expect_near_reference(moments_of(values), values);
  }
}

TEST(RealMoments, OfAConstantAreExact) {
  const std::vector<double> values(1003, 0.1);
  const RealMoments moments = moments_of(values);
  EXPECT_EQ(moments.mean, 0.1);
  EXPECT_EQ(moments.deviations, 0);
  EXPECT_EQ(folded(moments, 1003, moments, 1003).mean, 0.1);
}

TEST(RealMoments, FoldToThoseOfAllValues) {
  const std::vector<double> values = normals(20'000, 5, 2);
  RealMoments moments;
  std::int64_t count = 0;
  for (std::size_t first = 0; first < values.size(); first += 777) {
    const auto block = std::span(values).subspan(first, std::min<std::size_t>(777, values.size() - first));
    const auto size = static_cast<std::int64_t>(block.size());
    moments = folded(moments, count, moments_of(block), size);
    count += size;
  }
  expect_near_reference(moments, values);
}

TEST(RealMoments, OfNothingChangeNothing) {
  const RealMoments moments = moments_of(std::vector<double>{1, 5});
  EXPECT_EQ(bits(folded(moments, 2, RealMoments{}, 0)), bits(moments));
  EXPECT_EQ(bits(folded(RealMoments{}, 0, moments, 2)), bits(moments));
  EXPECT_EQ(bits(moments_of({})), bits(RealMoments{}));
}

TEST(RealMoments, SurviveTheirWords) {
  const RealMoments moments = moments_of(normals(100, 0, 3));
  EXPECT_EQ(bits(RealMoments::from_words(bits(moments))), bits(moments));
}

/// Pinned: another order of summation, or a fused multiply-add, would give other last bits, and another result file.
TEST(RealMoments, AreSummedInFourLanesWhateverTheMachine) {
  for (std::uint64_t seed = 10; seed < 30; ++seed) {
    const std::vector<double> values = normals(1003, 0.1, seed);
    std::array<double, 4> sums{};
    for (std::size_t i = 0; i < values.size(); ++i)
      sums[i % 4] += values[i] - values[0];
    const double rough = values[0] + ((sums[0] + sums[1]) + (sums[2] + sums[3])) / 1003;
    std::array<double, 4> left{};
    std::array<double, 4> squares{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double deviation = values[i] - rough;
      left[i % 4] += deviation;
      squares[i % 4] += deviation * deviation;
    }
    const double rest = (left[0] + left[1]) + (left[2] + left[3]);
    const RealMoments moments = moments_of(values);
    ASSERT_EQ(moments.mean, rough + rest / 1003);
    ASSERT_EQ(moments.deviations, ((squares[0] + squares[1]) + (squares[2] + squares[3])) - rest * rest / 1003);
  }
}

TEST(RealMoments, ShowANaNInTheMeanAndSkipItInTheExtremes) {
  const RealMoments moments = moments_of(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN(), 3});
  EXPECT_TRUE(std::isnan(moments.mean));
  EXPECT_TRUE(std::isnan(moments.deviations));
  EXPECT_EQ(moments.minimum, 1);
  EXPECT_EQ(moments.maximum, 3);
}

}  // namespace
}  // namespace ergodic::statistics
