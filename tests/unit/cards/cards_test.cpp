#include "cards/cards.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ergodic::cards {
namespace {

TEST(Cards, AreTheirRanksAndSuits) {
  for (Card card = 0; card < deck_size; ++card)
    EXPECT_EQ(card_of(rank_of(card), suit_of(card)), card);
  EXPECT_EQ(card_of(2, 0), 0u);
  EXPECT_EQ(card_of(ace, 3), 51u);
}

TEST(Cards, AreReadAsTheyAreWritten) {
  std::set<std::string> texts;
  for (Card card = 0; card < deck_size; ++card) {
    EXPECT_EQ(card_from(text_of(card)), card);
    texts.insert(text_of(card));
  }
  EXPECT_EQ(texts.size(), deck_size);
  EXPECT_EQ(text_of(0), "2c");
  EXPECT_EQ(text_of(51), "As");
  EXPECT_EQ(card_from("Td"), card_of(ten, 1));
}

TEST(Cards, AreNotReadFromOtherTexts) {
  for (const char* text : {"", "T", "Tdd", "10d", "td", "TD", "1d", "Tx", "dT", "T "})
    EXPECT_FALSE(card_from(text)) << text;
}

}  // namespace
}  // namespace ergodic::cards
