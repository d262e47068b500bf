#include "core/suggest.hpp"

#include <gtest/gtest.h>

namespace ergodic {
namespace {

const std::vector<std::string> known{"starting_amount", "base_bet", "stop_conditions", "betting_system"};

TEST(Suggest, FindsTheNameThatWasMeant) {
  EXPECT_EQ(nearest("base_bte", known), "base_bet");
  EXPECT_EQ(nearest("starting_ammount", known), "starting_amount");
  EXPECT_EQ(nearest("stopconditions", known), "stop_conditions");
  EXPECT_EQ(nearest("BASE_BET", known), "base_bet");
}

TEST(Suggest, CountsASwapOfNeighboursAsOneSlip) { EXPECT_EQ(nearest("tpye", {"time", "type"}), "type"); }

TEST(Suggest, DoesNotGuessWhenNothingIsNear) {
  EXPECT_EQ(nearest("paytable", known), "");
  EXPECT_EQ(nearest("x", known), "");
  EXPECT_EQ(nearest("", known), "");
  EXPECT_EQ(did_you_mean("zzz", known), "");
}

TEST(Suggest, SurvivesAMegabyteOfName) { EXPECT_EQ(nearest(std::string(1 << 20, 'a'), known), ""); }

TEST(Suggest, EndsItsSentenceWithTheName) { EXPECT_EQ(did_you_mean("base_be", known), " did you mean base_bet?"); }

TEST(Enumerate, CutsLongLists) {
  EXPECT_EQ(enumerate({"a", "b"}), "a, b");
  EXPECT_EQ(enumerate({"a", "b", "c"}, 2), "a, b and 1 more");
  EXPECT_EQ(enumerate({}), "");
}

}  // namespace
}  // namespace ergodic
