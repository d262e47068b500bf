#include "workloads/players/region/least_distance.hpp"
#include "unit/workloads/players/regions.hpp"
#include "workloads/players/numbers/special_functions.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace ergodic::workloads::players {
namespace {

using test::streams_of;

TEST(SpecialFunctions, HaveTheQuantilesOfTables) {
  EXPECT_NEAR(chi_square_quantile(.8, 2), 3.2188758248682006, 1e-13);
  EXPECT_NEAR(chi_square_quantile(.8, 6), 8.558059720250668, 1e-12);
  EXPECT_NEAR(chi_square_quantile(.8, 7), 9.803249900240838, 1e-12);
  EXPECT_NEAR(chi_square_quantile(.8, 11), 14.63142051, 1e-8);
  EXPECT_NEAR(f_quantile(.95, 5, 10), 3.325834530413, 1e-11);
  EXPECT_NEAR(log_gamma(.5), .57236494292470008707, 1e-14);
  EXPECT_NEAR(log_gamma(101), 363.73937555556349014, 1e-12);
  EXPECT_NEAR(normal_share(-6), 9.865876450376946e-10, 1e-22);
  EXPECT_NEAR(normal_share(1.96), .9750021048517795, 1e-15);
  EXPECT_NEAR(beta_share(2.5, 3.5, .3), 1 - beta_share(3.5, 2.5, .7), 1e-15);
}

TEST(LeastDistance, HoldsKarushKuhnAndTuckersConditions) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Stream stream = streams_of(seed).open(0);
    const std::size_t size = 1 + seed % 8;
    const std::size_t count = 1 + seed % 21;
    Matrix normals(count, size);
    std::vector<double> bounds;
    for (std::size_t i = 0; i < count; ++i) {
      double squared = 0;
      for (std::size_t j = 0; j < size; ++j) {
        normals(i, j) = normal(stream);
        squared += normals(i, j) * normals(i, j);
      }
      for (std::size_t j = 0; j < size; ++j)
        normals(i, j) /= std::sqrt(squared);
      bounds.push_back(normal(stream) - .3);
    }
    const LeastDistance least = least_distance(normals, bounds);
    std::vector<double> sum(size);
    double value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_GE(least.multipliers[i], 0);
      value += least.multipliers[i] * bounds[i];
      for (std::size_t j = 0; j < size; ++j)
        sum[j] += least.multipliers[i] * normals(i, j);
    }
    if (!least.exists) {
      EXPECT_LT(value, 0);
      EXPECT_LT(std::sqrt(dot(sum.data(), sum.data(), size)), 1e-9 * -value) << seed;
      continue;
    }
    const double scale = 1 + least.squared;
    EXPECT_NEAR(value, -least.squared, 1e-9 * scale) << seed;
    for (std::size_t j = 0; j < size; ++j)
      EXPECT_NEAR(least.point[j], -sum[j], 1e-9 * scale) << seed;
    for (std::size_t i = 0; i < count; ++i) {
      const double room = bounds[i] - dot(normals.row(i), least.point.data(), size);
      EXPECT_GT(room, -1e-9 * scale) << seed;
      EXPECT_NEAR(least.multipliers[i] * room, 0, 1e-8 * scale * scale) << seed;
    }
  }
}

}  // namespace
}  // namespace ergodic::workloads::players
