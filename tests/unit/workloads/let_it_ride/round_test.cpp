#include "workloads/let_it_ride/deals/round.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include "unit/workloads/let_it_ride/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

TEST(Round, DealsAreNumberedAsTheirCards) {
  const DealTable table(decide(Strategy::basic, standard_paytable()));
  std::mt19937_64 generator(1);
  std::array<Card, deck_size> deck{};
  std::iota(deck.begin(), deck.end(), 0u);
  for (int i = 0; i < 20'000; ++i) {
    std::shuffle(deck.begin(), deck.end(), generator);
    const DealtCards dealt = table.cards(deal_of_cards(deck[0], deck[1], deck[2], deck[3], deck[4]));
    std::sort(deck.begin(), deck.begin() + 3);
    ASSERT_TRUE(std::equal(dealt.player.begin(), dealt.player.end(), deck.begin()));
    ASSERT_EQ(dealt.first, deck[3]);
    ASSERT_EQ(dealt.second, deck[4]);
  }
}

/// P(a chi-square of so many degrees of freedom > x) as a normal deviate. Source: Wilson & Hilferty, PNAS 17, 1931.
double deviate(double chi_square, double degrees) {
  const double variance = 2 / (9 * degrees);
  return (std::cbrt(chi_square / degrees) - (1 - variance)) / std::sqrt(variance);
}

/// Each of 30 places below 5 standard deviations, over as many shuffles of one deck that is never put in order. Also
/// of pairs of places that are drawn together, and apart. Seed fixed.
TEST(Deck, BringsEveryCardToEveryPlaceEquallyOften) {
  constexpr unsigned places = 30;
  const double shuffles = 20'000.0 * test::thoroughness;
  std::array<std::array<double, deck_size>, places> counts{};
  constexpr std::array<std::array<unsigned, 2>, 3> pairs = {{{0, 1}, {9, 10}, {3, 29}}};
  std::array<std::vector<double>, pairs.size()> pair_counts;
  pair_counts.fill(std::vector<double>(deck_size * deck_size));
  Deck deck;
  Stream stream = test::test_streams().open(0);
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
  Stream stream = test::test_streams().open(1);
  for (const unsigned count : {5u, 10u, 11u, 20u, 21u, 30u}) {
    deck.shuffle(stream, count);
    std::vector<Card> cards;
    for (unsigned place = 0; place < deck_size; ++place)
      cards.push_back(deck[place]);
    std::sort(cards.begin(), cards.end());
    for (Card card = 0; card < deck_size; ++card)
      ASSERT_EQ(cards[card], card);
  }
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
