// Numbers as people write them in other places.
#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ergodic::test {
namespace {

TEST(Separators, OfThousandsAreToldToBeLeftOutOfWholeNumbers) {
  const auto horizon = [](const std::string& value) { return error_of("workload: made_up\nhorizon: " + value + "\n"); };
  const std::string must = " (it must be a whole number from 1 to 1000000 generations) ";
  EXPECT_EQ(horizon("2,500"), "s.yaml:2:10: horizon is 2,500" + must + "write 2500");
  EXPECT_EQ(horizon("2,5"), "s.yaml:2:10: horizon is 2,5" + must + "write a whole number");
  EXPECT_EQ(horizon("1.000"),
            "s.yaml:2:10: horizon is 1.000 (it must be a whole number from 1 to 1000000 generations, without a point: "
            "some write thousands so) write 1000, or 1");
  EXPECT_EQ(horizon("2.500"),
            "s.yaml:2:10: horizon is 2.500 (it must be a whole number from 1 to 1000000 generations, without a point: "
            "some write thousands so) write 2500, or round it");
  EXPECT_EQ(horizon("1.000.000"), "s.yaml:2:10: horizon is 1.000.000" + must + "write 1000000");
  EXPECT_EQ(horizon("1.00.000"), "s.yaml:2:10: horizon is 1.00.000" + must + "write a number");
  EXPECT_EQ(horizon("1.000e3"), "");
}

TEST(Separators, AreADecimalCommaWhereTheyCannotBeOfThousands) {
  const auto bet = [](const std::string& value) {
    return error_of("workload: made_up\nbankroll:\n  base_bet: " + value + "\n");
  };
  const std::string must = " (it must be an amount in dollars with at most two decimals, at least 0.01) ";
  EXPECT_EQ(bet("2,5"), "s.yaml:3:13: bankroll.base_bet is 2,5" + must + "write 2.5");
  EXPECT_EQ(bet("2,50"), "s.yaml:3:13: bankroll.base_bet is 2,50" + must + "write 2.50");
  EXPECT_EQ(bet("2,500"), "s.yaml:3:13: bankroll.base_bet is 2,500" + must + "write 2500");
  EXPECT_EQ(bet("2,500,000"), "s.yaml:3:13: bankroll.base_bet is 2,500,000" + must + "write 2500000");
}

}  // namespace
}  // namespace ergodic::test
