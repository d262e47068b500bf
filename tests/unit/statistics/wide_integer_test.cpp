#include "statistics/sums/wide_integer.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ergodic::statistics {
namespace {

TEST(WideInteger, ComesFromBothSigns) {
  EXPECT_TRUE(wide(Int128{-1}) == -1);
  EXPECT_TRUE(wide(-(Int128{1} << 100) + 5) == -(Wide(1) << 100) + 5);
  EXPECT_TRUE(wide((Int128{1} << 126) + (Int128{1} << 63)) == (Wide(1) << 126) + (Wide(1) << 63));
}

TEST(WideInteger, RoundsToTheNearestDoubleAndTiesToEven) {
  EXPECT_EQ(to_double(0), 0);
  EXPECT_EQ(to_double(7), 7);
  const double unit = std::ldexp(1.0, 53);
  for (const int shift : {1, 10, 11, 12, 100, 300}) {
    const auto at = [&](const Wide& value) { return std::ldexp(to_double(value), -shift); };
    const Wide even = Wide(1) << (53 + shift);  // doubles lie 2^(shift + 1) apart above it
    const Wide half = Wide(1) << shift;
    EXPECT_EQ(at(even), unit);
    EXPECT_EQ(at(even + half), unit);
    EXPECT_EQ(at(even + half + 1), unit + 2);
    EXPECT_EQ(at(even + half - 1), unit);
    EXPECT_EQ(at(even + 3 * half), unit + 4);
    EXPECT_EQ(at(even + 3 * half - 1), unit + 2);
  }
}

}  // namespace
}  // namespace ergodic::statistics
