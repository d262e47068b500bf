#include "unit/workloads/let_it_ride/cases.hpp"
#include "unit/workloads/let_it_ride/naive.hpp"
#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/paytables/game_cards.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace ergodic::workloads::let_it_ride {
namespace {

std::vector<Card> cards(std::string_view text) {
  std::vector<Card> all;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    all.push_back(static_cast<Card>(4 * std::string_view("23456789TJQKA").find(text[i]) +
                                    std::string_view("cdhs").find(text[i + 1])));
  }
  return all;
}

Analysis analysis(std::string_view text) { return analyse(cards(text)); }

auto ridden_bets(const std::vector<bool>& decisions) { return std::count(decisions.begin(), decisions.end(), true); }

TEST(Analysis, FourOfAKindInFourCardsIsAPayingHand) {
  EXPECT_TRUE(analysis("2c 2d 2h 2s").has_paying_hand);
  EXPECT_FALSE(analysis("2c 2d 2h 2s").has_trips);
  EXPECT_TRUE(rides_second(Strategy::basic, analysis("2c 2d 2h 2s")));
  EXPECT_TRUE(rides_second(Strategy::conservative, analysis("2c 2d 2h 2s")));
  EXPECT_TRUE(rides_second(Strategy::aggressive, analysis("2c 2d 2h 2s")));
}

TEST(Analysis, SeesPairs) {
  EXPECT_TRUE(analysis("9c 9d 3h").has_pair);
  EXPECT_FALSE(analysis("9c 9d 3h").has_high_pair);
  EXPECT_FALSE(analysis("9c 9d 3h").has_paying_hand);
  EXPECT_TRUE(analysis("Tc Td 3h").has_high_pair);
  EXPECT_TRUE(analysis("2c 2d 3h 3s").has_paying_hand);
  EXPECT_FALSE(analysis("2c 2d 3h 3s").has_pair);
  EXPECT_TRUE(analysis("2c 2d 2h 9s").has_trips);
}

TEST(Analysis, TellsOpenFromInsideStraightDraws) {
  EXPECT_TRUE(analysis("2c 3d 4h 5s").is_open_straight_draw);
  EXPECT_TRUE(analysis("Tc Jd Qh Ks").is_open_straight_draw);
  for (const char* inside : {"Ac 2d 3h 4s", "Jc Qd Kh As", "5c 6d 8h 9s", "Ac 2d 3h 5s"}) {
    EXPECT_TRUE(analysis(inside).is_inside_straight_draw) << inside;
    EXPECT_FALSE(analysis(inside).is_open_straight_draw) << inside;
  }
  EXPECT_FALSE(analysis("2c 3d 4h 7s").is_straight_draw);
  EXPECT_EQ(analysis("2c 3d 4h 7s").connected_cards, 3);
  EXPECT_EQ(analysis("2c 3d 4h 7s").gaps, 2);
  EXPECT_EQ(analysis("2c 2d 4h").connected_cards, 1);
  EXPECT_EQ(analysis("2c 2d 4h").gaps, 4);
}

TEST(Analysis, MeasuresStraightFlushDrawsWithTheAceHighOrLow) {
  EXPECT_EQ(analysis("Ac 2c 4c").straight_flush_spread, 4);
  EXPECT_EQ(analysis("Ac Kc Tc").straight_flush_spread, 5);
  EXPECT_EQ(analysis("2c 6c 7c").straight_flush_spread, 0);
  EXPECT_EQ(analysis("2c 4c 5d").straight_flush_spread, 0);
  EXPECT_TRUE(analysis("Ac 2c 3c").is_excluded_sf_consecutive);
  EXPECT_TRUE(analysis("2c 3c 4c").is_excluded_sf_consecutive);
  EXPECT_FALSE(analysis("3c 4c 5c").is_excluded_sf_consecutive);
  EXPECT_TRUE(analysis("Ac Qc Tc").is_royal_draw);
  EXPECT_FALSE(analysis("Kc Qc Jc").is_royal_draw);
  EXPECT_FALSE(analysis("Ac Kc Qc 2c").is_royal_draw);
  EXPECT_FALSE(analysis("Ac Kc Qc 2c").is_straight_flush_draw);
}

TEST(Analysis, DoesNotDependOnTheOrderOfTheCards) {
  auto four = cards("Ac 2d Kc 3d");
  std::sort(four.begin(), four.end());
  do {
    EXPECT_EQ(analyse(four).suited_high_cards, 2);
  } while (std::next_permutation(four.begin(), four.end()));
}

TEST(BasicStrategy, RidesSuitedAceTwoFourAsCharted) {
  EXPECT_TRUE(rides_first(Strategy::basic, analysis("Ac 2c 4c")));
  EXPECT_TRUE(rides_first(Strategy::basic, analysis("Ac 3c 4c")));
  const auto optimal = decide(Strategy::optimal, standard_paytable());
  const auto number = number_of(ThreeCards{0, 8, 48});
  EXPECT_EQ(text_of(0) + text_of(8) + text_of(48), "2c4cAc");
  EXPECT_FALSE(optimal.rides_first[number]);
}

TEST(Strategies, RideAsManySetsOfCardsAsIsKnown) {
  const auto basic = decide(Strategy::basic, standard_paytable());
  EXPECT_EQ(ridden_bets(basic.rides_first), 1'616);
  EXPECT_EQ(ridden_bets(basic.rides_second), 41'873);
  const auto optimal = decide(Strategy::optimal, standard_paytable());
  EXPECT_EQ(ridden_bets(optimal.rides_first), 1'608);
  EXPECT_EQ(ridden_bets(optimal.rides_second), 40'865);
}

class EveryStrategy : public testing::TestWithParam<Strategy> {};
std::string name_of(const testing::TestParamInfo<Strategy>& info) { return strategy_choices()[info.param.name].value; }
INSTANTIATE_TEST_SUITE_P(Strategies, EveryStrategy,
                         testing::Values(Strategy::basic, Strategy::always_ride, Strategy::always_pull,
                                         Strategy::conservative, Strategy::aggressive),
                         name_of);

TEST_P(EveryStrategy, DecidesAsItsRulesSayOnAllCards) {
  const DealTable table(decide(GetParam(), standard_paytable()));
  std::size_t different = 0;
  for (Deal deal{}; deal.player < three_card_sets; ++deal.player) {
    for (deal.first = 0; deal.first < first_cards; ++deal.first) {
      const DealtCards dealt = table.cards(deal);
      naive::Cards seen(dealt.player.begin(), dealt.player.end());
      if (deal.first == 0) different += dealt.rides_first != naive::rides_first(GetParam(), seen);
      seen.push_back(dealt.first);
      different += dealt.rides_second != naive::rides_second(GetParam(), seen);
    }
  }
  EXPECT_EQ(different, 0u);
}

TEST(OptimalStrategy, RidesExactlyWhereANaiveEnumerationGainsOnAllCards) {
  const naive::AllHands all;
  const DealTable table(decide(Strategy::optimal, standard_paytable()));
  const std::vector<int> net = all.net_of_four(standard_paytable());
  std::size_t different = 0;
  for (Deal deal{}; deal.player < three_card_sets; ++deal.player) {
    int three_card_net = 0;
    for (deal.first = 0; deal.first < first_cards; ++deal.first) {
      const DealtCards dealt = table.cards(deal);
      const ThreeCards player = {static_cast<std::uint8_t>(dealt.player[0]), static_cast<std::uint8_t>(dealt.player[1]),
                                 static_cast<std::uint8_t>(dealt.player[2])};
      const int four_card_net = net[number_of(with(player, dealt.first))];
      three_card_net += four_card_net;
      different += dealt.rides_second != (four_card_net > 0);
    }
    deal.first = 0;
    different += table.cards(deal).rides_first != (three_card_net > 0);
  }
  EXPECT_EQ(different, 0u);
}

TEST(DealTable, PlaysDealsAsTheirCardsSay) {
  const naive::AllHands all;
  const DealTable table(decide(Strategy::basic, standard_paytable()));
  std::size_t different = 0, repeated = 0;
  for (std::int64_t number = 0; number < deals; number += 971 / test::thoroughness) {
    const Deal deal{static_cast<std::uint32_t>(number / (first_cards * second_cards)),
                    static_cast<std::uint32_t>(number / second_cards % first_cards),
                    static_cast<std::uint32_t>(number % second_cards)};
    const DealtCards dealt = table.cards(deal);
    const Hand hand = table.play(deal);
    naive::Cards five(dealt.player.begin(), dealt.player.end());
    different += hand.bonus_class != naive::bonus_class(five);
    five.push_back(dealt.first);
    five.push_back(dealt.second);
    different += hand.hand_class != all(five);
    different += hand.bets != 1u + dealt.rides_first + dealt.rides_second;
    std::sort(five.begin(), five.end());
    repeated += std::adjacent_find(five.begin(), five.end()) != five.end() || five.back() >= deck_size;
  }
  EXPECT_EQ(different, 0u);
  EXPECT_EQ(repeated, 0u);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
