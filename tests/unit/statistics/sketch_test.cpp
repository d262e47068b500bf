#include "statistics/sums/sketch.hpp"

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

Sketch sketch_of(Type type) { return Sketch(Column{.name = "x", .type = type}); }

template <class T>
std::vector<std::int64_t> counted(const Sketch& sketch, const std::vector<T>& values) {
  std::vector<std::int64_t> counters(sketch.size());
  sketch.add(std::span<const T>(values), std::span<std::int64_t>(counters));
  return counters;
}

template <class T>
void expect_within_bound(Type type, std::vector<T> values) {
  const Sketch sketch = sketch_of(type);
  const std::vector<std::int64_t> counters = counted(sketch, values);
  std::sort(values.begin(), values.end());
  for (std::size_t rank = 1; rank <= values.size(); ++rank) {
    const auto value = static_cast<double>(values[rank - 1]);
    const double found = sketch.value_at(rank, counters);
    ASSERT_LE(std::abs(found - value), std::abs(value) / 64) << value;
    if (type == Type::float64) continue;
    ASSERT_EQ(found, std::abs(value) < 64 ? value : std::trunc(found)) << value;
  }
}

TEST(Sketch, HasTheDocumentedSize) {
  EXPECT_EQ(sketch_of(Type::uint8).size(), 128);
  EXPECT_EQ(sketch_of(Type::int16).size(), 705);
  EXPECT_EQ(sketch_of(Type::int32).size(), 1729);
  EXPECT_EQ(sketch_of(Type::int64).size(), 3711);
  EXPECT_EQ(sketch_of(Type::float64).size(), 6529);
}

TEST(Sketch, IsWithinItsBoundForAllSmallTypesValues) {
  std::vector<std::uint8_t> octets;
  for (int i = 0; i < 256; ++i)
    octets.push_back(static_cast<std::uint8_t>(i));
  expect_within_bound(Type::uint8, octets);
  std::vector<std::int16_t> halves;
  for (int i = -32768; i < 32768; ++i)
    halves.push_back(static_cast<std::int16_t>(i));
  expect_within_bound(Type::int16, halves);
}

TEST(Sketch, IsWithinItsBoundForEveryMagnitude) {
  Draws draws(1);
  std::vector<std::int32_t> words{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  std::vector<std::int64_t> longs{-(std::int64_t{1} << 62) + 1, (std::int64_t{1} << 62) - 1};
  std::vector<double> reals{0.0, -0.0, 0x1p-40, -0x1p-40, std::nextafter(0x1p62, 0), -std::nextafter(0x1p62, 0)};
  for (int i = 0; i < 50'000; ++i) {
    words.push_back(static_cast<std::int32_t>(draws.of_any_magnitude(0, 31)));
    longs.push_back(static_cast<std::int64_t>(draws.of_any_magnitude(0, 62)));
    reals.push_back(draws.of_any_magnitude(-40, 62));
  }
  for (int power = 0; power < 62; ++power) {  // both sides of every edge between octaves
    for (const std::int64_t value : {(std::int64_t{1} << power) - 1, std::int64_t{1} << power}) {
      longs.push_back(value);
      longs.push_back(-value);
    }
  }
  expect_within_bound(Type::int32, words);
  expect_within_bound(Type::int64, longs);
  expect_within_bound(Type::float64, reals);
}

TEST(Sketch, CountsWhatLiesBeyondItsRangeAtItsEnds) {
  const Sketch longs = sketch_of(Type::int64);
  const auto counters = counted<std::int64_t>(
      longs, {std::numeric_limits<std::int64_t>::min(), 0, std::numeric_limits<std::int64_t>::max()});
  EXPECT_EQ(counters.front(), 1);
  EXPECT_EQ(counters.back(), 1);

  const Sketch reals = sketch_of(Type::float64);
  const double infinity = std::numeric_limits<double>::infinity();
  const auto of_reals = counted<double>(reals, {-infinity, -1e300, -1e-13, 1e-300, 1e300, infinity});
  EXPECT_EQ(of_reals.front(), 2);
  EXPECT_EQ(of_reals.back(), 2);
  EXPECT_EQ(reals.value_at(3, of_reals), 0);
}

TEST(Sketch, BoundsEveryValueByItsBucket) {
  const std::vector<double> values{-5e20, -3.3, -1, -1e-13, 0, 1e-13, 0.7, 1, 1.0312, 64.5, 5e20};
  const Sketch sketch = sketch_of(Type::float64);
  const auto counters = counted(sketch, values);
  for (std::size_t rank = 1; rank <= values.size(); ++rank) {
    const auto [low, high] = sketch.bounds_at(rank, counters);
    EXPECT_LE(low, values[rank - 1]);
    EXPECT_GE(high, values[rank - 1]);
    if (std::abs(values[rank - 1]) > 1e-9 && std::abs(values[rank - 1]) < 1e18) {
      EXPECT_LE(high - low, std::abs(values[rank - 1]) / 32);
    }
  }
  const std::vector<std::int32_t> whole{-1000, -63, 0, 5, 64, 65, 1'000'000};
  const Sketch of_whole = sketch_of(Type::int32);
  const auto whole_counters = counted(of_whole, whole);
  for (std::size_t rank = 1; rank <= whole.size(); ++rank) {
    const auto [low, high] = of_whole.bounds_at(rank, whole_counters);
    EXPECT_LE(low, whole[rank - 1]);
    EXPECT_GE(high, whole[rank - 1]);
    if (std::abs(whole[rank - 1]) < 64) {
      EXPECT_EQ(low, high);
    }
  }
}

TEST(Sketch, MergesByAddingCounters) {
  Draws draws(2);
  std::vector<double> values;
  for (int i = 0; i < 10'000; ++i)
    values.push_back(draws.normal());
  const Sketch sketch = sketch_of(Type::float64);
  const std::vector<std::int64_t> whole = counted(sketch, values);

  std::vector<std::int64_t> second = counted(sketch, std::vector<double>(values.begin() + 1234, values.end()));
  const std::vector<std::int64_t> first = counted(sketch, std::vector<double>(values.begin(), values.begin() + 1234));
  for (std::size_t i = 0; i < second.size(); ++i)
    second[i] += first[i];
  EXPECT_EQ(second, whole);
}

TEST(Sketch, RejectsNaNByTheColumnsName) {
  try {
    counted<double>(sketch_of(Type::float64), {1, -std::numeric_limits<double>::quiet_NaN()});
    FAIL() << "a NaN was counted";
  } catch (const InternalError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("column \"x\" holds NaN"));
  }
}

TEST(Sketch, HasNoValueBeyondItsCount) {
  const Sketch sketch = sketch_of(Type::uint8);
  EXPECT_THROW(sketch.value_at(2, counted<std::uint8_t>(sketch, {7})), InternalError);
}

}  // namespace
}  // namespace ergodic::statistics
