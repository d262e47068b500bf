#include "statistics/sums/integer_sum.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

using boost::multiprecision::cpp_bin_float_100;
using boost::multiprecision::int1024_t;
using test::Draws;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

int1024_t wide(Int128 value) {
  std::array<std::int64_t, 2> words;
  to_words(value, words);
  return (int1024_t(words[1]) << 64) + static_cast<std::uint64_t>(words[0]);
}

IntegerSums sums_of(const std::vector<std::int64_t>& values) {
  return statistics::sums_of(std::span<const std::int64_t>(values));
}

/// What the sums stand for, computed with numbers long enough for anything.
struct Reference {
  explicit Reference(const std::vector<std::int64_t>& values) : n(values.size()) {
    for (const std::int64_t value : values) {
      sum += value;
      squares += int1024_t(value) * value;
    }
  }
  double mean() const { return static_cast<double>(cpp_bin_float_100(sum) / n); }
  double variance() const {
    return static_cast<double>(cpp_bin_float_100(int1024_t(n * squares - sum * sum)) /
                               (cpp_bin_float_100(n) * (n - 1)));
  }

  std::size_t n;
  int1024_t sum;
  int1024_t squares;
};

template <class T>
void expect_exact_sums(std::uint64_t seed) {
  Draws draws(seed);
  std::vector<T> values(100'000);
  std::vector<std::int64_t> same;
  // Even rows are the type's extremes, as far as the squares of 64 bits fit.
  const std::int64_t low = sizeof(T) == 8 ? -(std::int64_t{1} << 54) : std::int64_t{std::numeric_limits<T>::min()};
  const std::int64_t high = sizeof(T) == 8 ? std::int64_t{1} << 54 : std::int64_t{std::numeric_limits<T>::max()};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::int64_t value = i % 4 == 0 ? low : i % 4 == 2 ? high : low + draws.below(high - low + 1);
    values[i] = static_cast<T>(value);
    same.push_back(value);
  }
  const IntegerSums sums = statistics::sums_of(std::span<const T>(values));
  const Reference reference(same);
  EXPECT_EQ(wide(sums.sum), reference.sum);
  EXPECT_EQ(wide(sums.squares), reference.squares);
  EXPECT_EQ(sums.minimum, low);
  EXPECT_EQ(sums.maximum, high);
}

TEST(IntegerSums, AreExactForEveryTypeAndItsExtremes) {
  expect_exact_sums<std::uint8_t>(1);
  expect_exact_sums<std::int16_t>(2);
  expect_exact_sums<std::int32_t>(3);
  expect_exact_sums<std::int64_t>(4);
}

TEST(IntegerSums, OfMoreRowsThanOnePieceAreExact) {
  const std::vector<std::int32_t> values(2'500'000, std::numeric_limits<std::int32_t>::min());
  const IntegerSums sums = statistics::sums_of(std::span<const std::int32_t>(values));
  EXPECT_EQ(wide(sums.sum), -(int1024_t(2'500'000) << 31));
  EXPECT_EQ(wide(sums.squares), int1024_t(2'500'000) << 62);
}

TEST(IntegerSums, DoNotDependOnTheCut) {
  Draws draws(5);
  std::vector<std::int64_t> values;
  for (int i = 0; i < 10'000; ++i)
    values.push_back(draws.within(std::int64_t{1} << 47));
  const IntegerSums whole = sums_of(values);
  for (int repetition = 0; repetition < 20; ++repetition) {
    std::vector<IntegerSums> parts;
    for (std::size_t first = 0; first < values.size();) {
      const std::size_t size =
          std::min<std::size_t>(static_cast<std::size_t>(draws.below(3000)), values.size() - first);
      parts.push_back(statistics::sums_of(std::span<const std::int64_t>(values).subspan(first, size)));
      first += size;
    }
    IntegerSums forwards;
    IntegerSums backwards;
    for (const IntegerSums& part : parts)
      forwards.fold(part);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      backwards.fold(*part);
    ASSERT_EQ(forwards, whole);
    ASSERT_EQ(backwards, whole);
  }
}

TEST(IntegerSums, SurviveTheirWords) {
  for (const std::vector<std::int64_t>& values : {std::vector<std::int64_t>{}, {-1}, {most, -5}, {least, least, 7}}) {
    const IntegerSums sums = sums_of(values);
    std::array<std::int64_t, IntegerSums::word_count> words;
    sums.to_words(words);
    EXPECT_EQ(IntegerSums::from_words(words), sums);
  }
}

TEST(IntegerSums, KeepTheirMeanWhenTheSquaresOverflow) {
  for (const auto& values : {std::vector<std::int64_t>{least, least, most, most}, {most, most, most, 1}}) {
    const IntegerSums sums = sums_of(values);
    EXPECT_EQ(sums.squares, IntegerSums::overflowed);
    EXPECT_DOUBLE_EQ(mean(sums, 4), Reference(values).mean());
    EXPECT_TRUE(std::isnan(variance(sums, 4)));
    EXPECT_EQ(sums.maximum, most);

    IntegerSums folded = sums_of({1, 2, 3});
    folded.fold(sums);
    folded.fold(sums_of({4}));
    EXPECT_EQ(folded.squares, IntegerSums::overflowed);
  }
  IntegerSums single = sums_of({most});
  EXPECT_NE(single.squares, IntegerSums::overflowed);
  single.fold(sums_of({least}));  // (2^63 − 1)² + 2^126 < 2^127
  EXPECT_EQ(wide(single.squares), int1024_t(most) * most + int1024_t(least) * least);
  single.fold(sums_of({least}));
  EXPECT_EQ(single.squares, IntegerSums::overflowed);
}

TEST(IntegerMean, IsTheExactOneRounded) {
  Draws draws(6);
  for (int repetition = 0; repetition < 200; ++repetition) {
    std::vector<std::int64_t> values;
    const std::int64_t offset = draws.within(std::int64_t{1} << 46);
    for (std::int64_t i = 1 + draws.below(50); i > 0; --i)
      values.push_back(offset + draws.within(1000));
    ASSERT_DOUBLE_EQ(mean(sums_of(values), static_cast<std::int64_t>(values.size())), Reference(values).mean());
  }
}

TEST(IntegerVariance, LosesNothingToALargeOffset) {
  Draws draws(7);
  for (int repetition = 0; repetition < 200; ++repetition) {
    std::vector<std::int64_t> values;
    const std::int64_t offset = draws.within(std::int64_t{1} << 46);
    for (std::int64_t i = 2 + draws.below(50); i > 0; --i)
      values.push_back(offset + draws.within(3));
    ASSERT_DOUBLE_EQ(variance(sums_of(values), static_cast<std::int64_t>(values.size())), Reference(values).variance());
  }
}

TEST(IntegerVariance, OfAConstantIsZero) {
  const std::vector<std::int64_t> values(1000, (std::int64_t{1} << 47) - 1);
  EXPECT_EQ(variance(sums_of(values), 1000), 0);
}

/// n = 2^40 values ±a of equal number have Σx = 0, Σx² = n a²: the largest sums that are promised.
TEST(IntegerVariance, IsRightAtTheLargestSums) {
  const std::int64_t n = std::int64_t{1} << 40;
  IntegerSums sums;
  sums.squares = Int128{1} << 126;
  EXPECT_DOUBLE_EQ(variance(sums, n), std::ldexp(1.0, 126) / static_cast<double>(n - 1));
  sums.sum = Int128{1} << 82;  // (Σx)² = 2^164, n Σx² = 2^166
  const auto numerator = std::ldexp(3.0, 164);
  EXPECT_DOUBLE_EQ(variance(sums, n), numerator / (static_cast<double>(n) * static_cast<double>(n - 1)));
}

TEST(IntegerMoments, OfTooFewValuesAreNaN) {
  EXPECT_TRUE(std::isnan(mean(IntegerSums{}, 0)));
  EXPECT_TRUE(std::isnan(variance(IntegerSums{}, 0)));
  EXPECT_TRUE(std::isnan(variance(sums_of({5}), 1)));
  EXPECT_EQ(mean(sums_of({5}), 1), 5);
}

TEST(CrossSum, IsExactForMixedTypes) {
  Draws draws(8);
  std::vector<std::int64_t> x;
  std::vector<std::uint8_t> y;
  int1024_t expected = 0;
  for (int i = 0; i < 1000; ++i) {
    x.push_back(draws.within(most / 2));
    y.push_back(static_cast<std::uint8_t>(draws.below(256)));
    expected += int1024_t(x.back()) * y.back();
  }
  EXPECT_EQ(wide(cross_sum(std::span<const std::int64_t>(x), std::span<const std::uint8_t>(y))), expected);
  EXPECT_EQ(wide(cross_sum(std::span<const std::uint8_t>(y), std::span<const std::int64_t>(x))), expected);
}

TEST(RatioStandardError, IsTheDeltaMethodsWithoutItsCancellation) {
  Draws draws(9);
  for (int repetition = 0; repetition < 100; ++repetition) {
    // y is nearly x / 3, so that almost all of s_x² cancels against 2 R s_xy − R² s_y².
    std::vector<std::int64_t> x;
    std::vector<std::int64_t> y;
    const std::int64_t n = 2 + draws.below(100);
    for (std::int64_t i = 0; i < n; ++i) {
      y.push_back(1 + draws.below(std::int64_t{1} << 44));
      x.push_back(3 * y.back() + draws.within(2));
    }
    const Int128 cross = cross_sum(std::span<const std::int64_t>(x), std::span<const std::int64_t>(y));
    const double error = ratio_standard_error(sums_of(x), sums_of(y), cross, n);

    const Reference rx(x);
    const Reference ry(y);
    const cpp_bin_float_100 big_n = n;
    const cpp_bin_float_100 mx = cpp_bin_float_100(rx.sum) / big_n;
    const cpp_bin_float_100 my = cpp_bin_float_100(ry.sum) / big_n;
    const cpp_bin_float_100 ratio = mx / my;
    cpp_bin_float_100 xx = 0;
    cpp_bin_float_100 xy = 0;
    cpp_bin_float_100 yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      xx += (x[i] - mx) * (x[i] - mx) / (big_n - 1);
      xy += (x[i] - mx) * (y[i] - my) / (big_n - 1);
      yy += (y[i] - my) * (y[i] - my) / (big_n - 1);
    }
    const cpp_bin_float_100 square = (xx - 2 * ratio * xy + ratio * ratio * yy) / (big_n * my * my);
    ASSERT_NEAR(error, static_cast<double>(sqrt(square)), 1e-14 * error);
  }
}

TEST(RatioStandardError, IsNaNWhereThereIsNone) {
  const IntegerSums x = sums_of({1, 2});
  EXPECT_TRUE(std::isnan(ratio_standard_error(x, sums_of({1, -1}), -1, 2)));
  EXPECT_TRUE(std::isnan(ratio_standard_error(sums_of({1}), sums_of({1}), 1, 1)));
  EXPECT_TRUE(std::isnan(ratio_standard_error(sums_of({most, most, most}), sums_of({1, 1, 1}), 0, 3)));
  EXPECT_EQ(ratio_standard_error(sums_of({2, 4}), x, 10, 2), 0);  // x = 2 y
}

}  // namespace
}  // namespace ergodic::statistics
