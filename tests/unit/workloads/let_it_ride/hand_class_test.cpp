#include "workloads/let_it_ride/paytables/hand_class.hpp"

#include "unit/workloads/let_it_ride/naive.hpp"
#include "workloads/let_it_ride/paytables/game_cards.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdint>

namespace ergodic::workloads::let_it_ride {
namespace {

using testing::ElementsAre;

Holding holding(std::initializer_list<Card> cards) {
  Holding all;
  for (const Card card : cards)
    all.add(card);
  return all;
}

TEST(HandClass, CountsAllFiveCardHandsRight) {
  std::array<std::int64_t, hand_classes> counts{};
  for (Card a = 0; a < 52; ++a)
    for (Card b = 0; b < a; ++b)
      for (Card c = 0; c < b; ++c)
        for (Card d = 0; d < c; ++d)
          for (Card e = 0; e < d; ++e)
            ++counts[code(hand_class_of(holding({a, b, c, d, e})))];
  EXPECT_THAT(counts, ElementsAre(1'302'540, 675'840, 422'400, 123'552, 54'912, 10'200, 5'108, 3'744, 624, 36, 4));
}

TEST(HandClass, AgreesWithANaiveEvaluatorOnEveryHand) {
  const naive::AllHands all;
  ASSERT_EQ(all.classes().size(), 2'598'960u);
  std::size_t number = 0, different = 0;
  for (Card e = 4; e < 52; ++e)
    for (Card d = 3; d < e; ++d)
      for (Card c = 2; c < d; ++c)
        for (Card b = 1; b < c; ++b)
          for (Card a = 0; a < b; ++a)
            different += hand_class_of(holding({c, e, a, d, b})) != all.classes()[number++];
  EXPECT_EQ(different, 0u);
}

TEST(BonusClass, CountsAllThreeCardHandsRight) {
  std::array<std::int64_t, bonus_classes> counts{};
  std::size_t different = 0;
  for_each_three_cards([&](unsigned, const ThreeCards& set) {
    const BonusClass found = bonus_class_of(holding({set[2], set[0], set[1]}));
    ++counts[code(found)];
    different += found != naive::bonus_class({set[0], set[1], set[2]});
  });
  EXPECT_THAT(counts, ElementsAre(16'440, 3'744, 1'096, 720, 52, 44, 4));
  EXPECT_EQ(different, 0u);
}

TEST(CardSets, AreNumberedInTheOrderInWhichTheyAreVisited) {
  unsigned next = 0, wrong = 0;
  for_each_three_cards(
      [&](unsigned number, const ThreeCards& set) { wrong += number != next++ || number_of(set) != number; });
  EXPECT_EQ(next, three_card_sets);
  next = 0;
  for_each_four_cards(
      [&](unsigned number, const FourCards& set) { wrong += number != next++ || number_of(set) != number; });
  EXPECT_EQ(next, four_card_sets);
  EXPECT_EQ(wrong, 0u);
}

TEST(CardSets, AFourthCardFindsItsPlace) {
  EXPECT_THAT(with({10, 20, 30}, 5), ElementsAre(5, 10, 20, 30));
  EXPECT_THAT(with({10, 20, 30}, 15), ElementsAre(10, 15, 20, 30));
  EXPECT_THAT(with({10, 20, 30}, 40), ElementsAre(10, 20, 30, 40));
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
