#include "workloads/let_it_ride/deals/round.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

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

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
