#include "cards/card_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ergodic::cards {
namespace {

/// Also: that they are as many as they should be, and ascending.
template <class Set>
void expect_a_set(const Set& set) {
  EXPECT_TRUE(std::is_sorted(set.begin(), set.end()));
  EXPECT_EQ(std::adjacent_find(set.begin(), set.end()), set.end());
  EXPECT_LT(set.back(), deck_size);
}

TEST(CardSets, OfThreeAreVisitedInTheOrderOfTheirNumbers) {
  unsigned visited = 0;
  for_each_three_cards([&](unsigned number, const ThreeCards& set) {
    expect_a_set(set);
    ASSERT_EQ(number, visited++);
    ASSERT_EQ(number_of(set), number);
  });
  EXPECT_EQ(visited, three_card_sets);
}

TEST(CardSets, OfFourAreVisitedInTheOrderOfTheirNumbers) {
  unsigned visited = 0;
  for_each_four_cards([&](unsigned number, const FourCards& set) {
    expect_a_set(set);
    ASSERT_EQ(number, visited++);
    ASSERT_EQ(number_of(set), number);
  });
  EXPECT_EQ(visited, four_card_sets);
}

TEST(CardSets, TakeAFourthCardAtItsPlace) {
  for (const unsigned fourth : {0u, 7u, 30u, 51u}) {
    const FourCards four = with(ThreeCards{5, 10, 40}, fourth);
    expect_a_set(four);
    for (const unsigned card : {5u, 10u, 40u, fourth})
      EXPECT_NE(std::find(four.begin(), four.end(), card), four.end()) << card;
  }
}

}  // namespace
}  // namespace ergodic::cards
