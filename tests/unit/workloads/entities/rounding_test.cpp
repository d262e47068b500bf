#include "workloads/entities/numbers/rounding.hpp"

#include "workloads/entities/numbers/deviation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace ergodic::workloads::entities {
namespace {

TEST(Rounding, IsThatOfPrintingWithSoManyPlaces) {
  EXPECT_EQ(round_exact(36.15, 1), 36.1);
  EXPECT_EQ(round_exact(0.5625, 3), 0.562);
  EXPECT_EQ(round_exact(26.5, 0), 26);
  EXPECT_EQ(round_exact(36.5, 0), 36);
  EXPECT_EQ(round_exact(35.5, 0), 36);
  EXPECT_EQ(round_exact(0.25, 1), 0.2);
  EXPECT_EQ(round_exact(1.75, 1), 1.8);
  std::mt19937_64 engine(5);
  for (int i = 0; i < 200'000; ++i) {
    const int places = static_cast<int>(engine() % 10);
    // Near ties: a whole number and a half, a few units in the last place away.
    const double tie = (static_cast<double>(engine() % 200'000) - 100'000 + 0.5) / std::pow(10, places);
    const double x = std::nextafter(tie, engine() % 2 == 0 ? 1e300 : -1e300);
    char text[64];
    for (const double value : {tie, x}) {
      std::snprintf(text, sizeof text, "%.*f", places, value);
      ASSERT_EQ(round_exact(value, places), std::strtod(text, nullptr)) << value << " to " << places;
    }
  }
}

TEST(Rounding, OfArrayProgramsIsThatOfTheProduct) {
  EXPECT_EQ(round_scaled(36.15, 1), 36.2);
  EXPECT_EQ(round_scaled(0.5625, 3), 0.562);
  EXPECT_EQ(round_scaled(31.25, 1), 31.2);
}

TEST(Rounding, AwayFromZeroIsDoneInWholeNumbers) {
  EXPECT_EQ(round_quotient_away(115625, 1000, 2), 115.63);  // 115.625
  EXPECT_EQ(round_quotient_away(-115625, 1000, 2), -115.63);
  EXPECT_EQ(round_quotient_away(1, 3, 3), 0.333);
  EXPECT_EQ(round_quotient_away(1, 8, 2), 0.13);
  EXPECT_EQ(round_quotient_away(5, 1000, 2), 0.01);
  EXPECT_EQ(round_quotient_away(4, 1000, 2), 0.0);
}

TEST(Rounding, NeverGivesMinusZero) {
  for (const double zero : {round_exact(-0.04, 1), round_scaled(-0.04, 1), round_quotient_away(-4, 1000, 2)})
    EXPECT_FALSE(std::signbit(zero));
}

TEST(Deviation, IsThatOfASampleFromWholeNumbers) {
  EXPECT_EQ(sample_deviation(4, 10, 30), std::sqrt(20.0 / 12));  // of 1, 2, 3, 4: sqrt(5/3)
  EXPECT_TRUE(std::isnan(sample_deviation(1, 5, 25)));
}

}  // namespace
}  // namespace ergodic::workloads::entities
