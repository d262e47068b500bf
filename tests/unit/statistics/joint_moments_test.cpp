#include "statistics/sums/joint_moments.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <span>
#include <vector>

namespace ergodic::statistics {
namespace {

using boost::multiprecision::cpp_bin_float_100;
using test::Draws;

struct Pairs {
  std::vector<double> x, y;
};

/// y = x / 2 + noise, both far from 0.
Pairs related(std::size_t count, std::uint64_t seed) {
  Draws draws(seed);
  Pairs pairs;
  for (std::size_t i = 0; i < count; ++i) {
    pairs.x.push_back(1e6 + draws.normal());
    pairs.y.push_back(-300 + pairs.x.back() / 2 + draws.normal());
  }
  return pairs;
}

JointMoments of(const Pairs& pairs, std::size_t first, std::size_t count) {
  return joint_moments_of(std::span(pairs.x).subspan(first, count), std::span(pairs.y).subspan(first, count));
}

std::array<std::int64_t, JointMoments::word_count> bits(const JointMoments& moments) {
  std::array<std::int64_t, JointMoments::word_count> words;
  moments.to_words(words);
  return words;
}

void expect_near_a_hundred_digits(const JointMoments& moments, const Pairs& pairs) {
  const auto n = static_cast<double>(pairs.x.size());
  cpp_bin_float_100 mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < pairs.x.size(); ++i) {
    mean_x += pairs.x[i] / cpp_bin_float_100(n);
    mean_y += pairs.y[i] / cpp_bin_float_100(n);
  }
  for (std::size_t i = 0; i < pairs.x.size(); ++i) {
    xx += (pairs.x[i] - mean_x) * (pairs.x[i] - mean_x);
    yy += (pairs.y[i] - mean_y) * (pairs.y[i] - mean_y);
    xy += (pairs.x[i] - mean_x) * (pairs.y[i] - mean_y);
  }
  const double scale = static_cast<double>(sqrt(xx * yy));
  EXPECT_NEAR(moments.mean_x, static_cast<double>(mean_x), 4e-10);
  EXPECT_NEAR(moments.mean_y, static_cast<double>(mean_y), 4e-10);
  EXPECT_NEAR(moments.deviations_x, static_cast<double>(xx), 1e-9 * scale);
  EXPECT_NEAR(moments.deviations_y, static_cast<double>(yy), 1e-9 * scale);
  EXPECT_NEAR(moments.products, static_cast<double>(xy), 1e-9 * scale);
}

TEST(JointMoments, AreThoseOfAHundredDigits) {
  for (const std::size_t count : {2u, 3u, 4u, 5u, 7u, 1000u, 10'001u}) {
    const Pairs pairs = related(count, count);
    expect_near_a_hundred_digits(of(pairs, 0, count), pairs);
  }
}

TEST(JointMoments, OfRunsFoldToThoseOfAll) {
  const Pairs pairs = related(5000, 7);
  JointMoments folded_up;
  std::size_t done = 0;
  for (const std::size_t count : {1u, 0u, 999u, 4u, 3996u}) {
    folded_up =
        folded(folded_up, static_cast<std::int64_t>(done), of(pairs, done, count), static_cast<std::int64_t>(count));
    done += count;
  }
  ASSERT_EQ(done, pairs.x.size());
  expect_near_a_hundred_digits(folded_up, pairs);
}

TEST(JointMoments, KeepTheirBitsInWords) {
  const JointMoments moments = of(related(100, 3), 0, 100);
  EXPECT_EQ(bits(JointMoments::from_words(bits(moments))), bits(moments));
  EXPECT_EQ(bits(moments.transposed().transposed()), bits(moments));
}

TEST(JointMoments, OfAColumnWithItselfAreItsVariance) {
  const std::vector<double> x = related(101, 5).x;
  const JointMoments moments = joint_moments_of(x, x);
  EXPECT_EQ(moments.products, moments.deviations_x);
  EXPECT_EQ(covariance(moments, 101), moments.deviations_x / 100);
  EXPECT_DOUBLE_EQ(correlation(moments), 1);
  EXPECT_TRUE(std::isnan(covariance(moments, 1)));
}

TEST(JointMoments, OfAConstantAreExactAndCorrelateWithNothing) {
  const std::vector<double> constant(7, 0.1), other{1, 2, 3, 4, 5, 6, 7};
  const JointMoments moments = joint_moments_of(constant, other);
  EXPECT_EQ(moments.mean_x, 0.1);
  EXPECT_EQ(moments.deviations_x, 0);
  EXPECT_EQ(moments.products, 0);
  EXPECT_TRUE(std::isnan(correlation(moments)));
}

}  // namespace
}  // namespace ergodic::statistics
