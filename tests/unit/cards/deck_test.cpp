#include "cards/deck.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

namespace ergodic::cards {
namespace {

__extension__ typedef unsigned __int128 Wide;

Streams streams() { return Streams({20260, 1}); }

/// P(a chi-square of so many degrees of freedom > x) as a normal deviate. Source: Wilson & Hilferty, PNAS 17, 1931.
double deviate(double chi_square, double degrees) {
  const double variance = 2 / (9 * degrees);
  return (std::cbrt(chi_square / degrees) - (1 - variance)) / std::sqrt(variance);
}

/// Each of 30 places below 5 standard deviations, over as many shuffles of one deck that is never put in order. Also
/// of pairs of places that are drawn together, and apart. Seed fixed.
TEST(Deck, BringsEveryCardToEveryPlaceEquallyOften) {
  constexpr unsigned places = 30;
  const double shuffles = 200'000;
  std::array<std::array<double, deck_size>, places> counts{};
  constexpr std::array<std::array<unsigned, 2>, 3> pairs = {{{0, 1}, {9, 10}, {3, 29}}};
  std::array<std::vector<double>, pairs.size()> pair_counts;
  pair_counts.fill(std::vector<double>(deck_size * deck_size));
  Deck<deck_size, places> deck;
  Stream stream = streams().open(0);
  for (int i = 0; i < shuffles; ++i) {
    deck.shuffle(stream, places);
    for (unsigned place = 0; place < places; ++place)
      ++counts[place][deck[place]];
    for (std::size_t p = 0; p < pairs.size(); ++p)
      ++pair_counts[p][deck[pairs[p][0]] * deck_size + deck[pairs[p][1]]];
  }
  const auto chi_square = [](const auto& found, double expected) {
    double sum = 0;
    for (const double count : found)
      sum += (count - expected) * (count - expected) / expected;
    return sum;
  };
  for (unsigned place = 0; place < places; ++place)
    EXPECT_LT(deviate(chi_square(counts[place], shuffles / deck_size), deck_size - 1), 5) << place;
  for (auto& found : pair_counts) {
    for (Card card = 0; card < deck_size; ++card)
      ASSERT_EQ(found[card * deck_size + card], 0);
    const double expected = shuffles / (deck_size * (deck_size - 1));
    EXPECT_LT(deviate(chi_square(found, expected) - deck_size * expected, deck_size * (deck_size - 1) - 1), 5);
  }
}

TEST(Deck, HoldsEveryCardOnce) {
  Deck deck;
  Stream stream = streams().open(1);
  for (const unsigned count : {5u, 10u, 11u, 20u, 21u, 30u, 50u, 52u}) {
    deck.shuffle(stream, count);
    std::vector<Card> cards;
    for (unsigned place = 0; place < deck_size; ++place)
      cards.push_back(deck[place]);
    std::sort(cards.begin(), cards.end());
    for (Card card = 0; card < deck_size; ++card)
      ASSERT_EQ(cards[card], card);
  }
}

/// Of two packs, of which seven cards come from a word: all of them are there, and the top is not always the same.
TEST(Deck, OfSeveralPacksHoldsEveryCardAsOften) {
  Deck<2 * deck_size, 2 * deck_size, 7> deck;
  Stream stream = streams().open(2);
  std::set<Card> tops;
  for (int round = 0; round < 200; ++round) {
    deck.shuffle(stream, 2 * deck_size);
    std::array<int, deck_size> counts{};
    for (unsigned place = 0; place < 2 * deck_size; ++place)
      ++counts[deck[place]];
    ASSERT_TRUE(std::all_of(counts.begin(), counts.end(), [](int count) { return count == 2; }));
    tops.insert(deck[0]);
  }
  EXPECT_GT(tops.size(), 40u);
}

/// As one would write it: ten numbers from each word, below 52, 51, …, one after the other.
TEST(Deck, IsShuffledAsFisherAndYatesDo) {
  std::array<Card, deck_size> plain{};
  std::iota(plain.begin(), plain.end(), 0u);
  Deck deck;
  Stream stream = streams().open(3), words = streams().open(3);
  for (int round = 0; round < 100; ++round) {
    deck.shuffle(stream, 20);
    for (unsigned first = 0; first < 20; first += 10) {
      Wide product = 1;
      for (unsigned i = 0; i < 10; ++i)
        product *= deck_size - first - i;
      const auto refused = (static_cast<Wide>(1) << 64) % product;
      for (std::uint64_t word = words.word64();; word = words.word64()) {
        std::array<Card, deck_size> brought = plain;
        std::uint64_t rest = word;
        for (unsigned i = first; i < first + 10; ++i) {
          const Wide scaled = static_cast<Wide>(rest) * (deck_size - i);
          std::swap(brought[i], brought[i + static_cast<unsigned>(scaled >> 64)]);
          rest = static_cast<std::uint64_t>(scaled);
        }
        if (rest < refused) continue;
        plain = brought;
        break;
      }
    }
    for (unsigned place = 0; place < deck_size; ++place)
      ASSERT_EQ(deck[place], plain[place]) << round;
  }
}

}  // namespace
}  // namespace ergodic::cards
