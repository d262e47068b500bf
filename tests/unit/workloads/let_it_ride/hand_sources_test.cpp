#include "workloads/let_it_ride/deals/hand_sources.hpp"

#include "unit/workloads/let_it_ride/cases.hpp"
#include "unit/workloads/let_it_ride/naive.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <tuple>

namespace ergodic::workloads::let_it_ride {
namespace {

TEST(CompletedHands, HaveTheClassOfTheirFiveCardsWhicheverOfThemAreKnown) {
  const naive::AllHands all;
  const CompletedHands completed;
  const auto suited = [](std::uint8_t a, std::uint8_t b) { return a % 4 == b % 4; };
  std::size_t number = 0, different = 0;
  for (std::uint8_t e = 4; e < deck_size; ++e)
    for (std::uint8_t d = 3; d < e; ++d)
      for (std::uint8_t c = 2; c < d; ++c)
        for (std::uint8_t b = 1; b < c; ++b)
          for (std::uint8_t a = 0; a < b; ++a) {
            const bool flush = suited(a, b) && suited(a, c) && suited(a, d) && suited(a, e);
            const auto with = [&](const ThreeCards& known, Card fourth, Card fifth) {
              return completed.complete(CompletedHands::ranks_of(known), fourth, fifth, flush);
            };
            const HandClass expected = all.classes()[number++];
            different += with({a, b, c}, d, e) != expected;
            different += with({c, d, e}, b, a) != expected;
            different += with({a, c, e}, d, b) != expected;
          }
  EXPECT_EQ(number, 2'598'960u);
  EXPECT_EQ(different, 0u);
}

TEST(HandsAhead, AreThoseOfTheStreamsAcceptedWordsInTheirOrder) {
  const DealTable table(decide(Strategy::basic, standard_paytable()));
  const DealtHands source{table};
  const auto seen = [](const Hand& hand) { return std::tuple(hand.hand_class, hand.bonus_class, hand.bets); };
  std::size_t different = 0, rejected = 0;
  for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
    const Stream stream = test::test_streams().open(replicate);
    Stream words = stream;
    auto hands = source.open(stream);
    for (int hand = 0; hand < 300; ++hand) {
      DealtWord dealt = deal_from(words.word());
      for (; !dealt.accepted; dealt = deal_from(words.word()))
        ++rejected;
      const NumberedHand next = hands.next();
      different += next.number != number_of(dealt.deal);
      different += seen(next.hand) != seen(table.play(dealt.deal));
    }
  }
  EXPECT_EQ(different, 0u);
  EXPECT_GT(rejected, 100u);  // 0.76 % of 30 000
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
