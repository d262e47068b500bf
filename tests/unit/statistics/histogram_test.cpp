#include "statistics/sums/histogram.hpp"

#include "unit/statistics/draws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace ergodic::statistics {
namespace {

TEST(Histogram, CountsAnEdgeInTheBinThatBeginsThere) {
  const Histogram histogram{"x", 0, 3, 3};
  EXPECT_EQ(histogram.counter(-1e-300), 0u);
  EXPECT_EQ(histogram.counter(0), 1u);
  EXPECT_EQ(histogram.counter(std::nextafter(1, 0)), 1u);
  EXPECT_EQ(histogram.counter(1), 2u);
  EXPECT_EQ(histogram.counter(std::nextafter(3, 0)), 3u);
  EXPECT_EQ(histogram.counter(3), 4u);
  EXPECT_EQ(histogram.counter(std::numeric_limits<double>::infinity()), 4u);
  EXPECT_EQ(histogram.counter(-std::numeric_limits<double>::infinity()), 0u);
}

/// Whatever rounding does to the quotient: the edges, as they are printed, decide.
TEST(Histogram, AgreesWithItsEdgesForEveryValueNearOne) {
  statistics::test::Draws draws(1);
  for (int i = 0; i < 300; ++i) {
    const double from = draws.of_any_magnitude(-20, 20);
    const Histogram histogram{"x", from, from + std::abs(draws.of_any_magnitude(-20, 20)),
                              static_cast<std::size_t>(1 + draws.below(500))};
    for (std::size_t bin = 0; bin <= histogram.bins; ++bin) {
      const double edge = histogram.edge(bin);
      for (const double value : {std::nextafter(edge, -1e300), edge, std::nextafter(edge, 1e300)}) {
        const std::size_t counter = histogram.counter(value);
        EXPECT_TRUE(counter == 0 || value >= histogram.edge(counter - 1)) << value;
        EXPECT_TRUE(counter > histogram.bins || value < histogram.edge(counter)) << value;
      }
    }
  }
}

}  // namespace
}  // namespace ergodic::statistics
