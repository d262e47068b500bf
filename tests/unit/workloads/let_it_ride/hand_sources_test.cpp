#include "workloads/let_it_ride/deals/hand_sources.hpp"

#include "unit/workloads/let_it_ride/cases.hpp"
#include "unit/workloads/let_it_ride/naive.hpp"
#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

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

std::tuple<HandClass, BonusClass, std::uint32_t> seen(const Hand& hand) {
  return {hand.hand_class, hand.bonus_class, hand.bets};
}

/// Compares hands of `source` with those of the stream's words, each by itself: number and hand by hand_of(word).
void expect_hands_of_the_words(const auto& source, const auto& hand_of_word) {
  std::size_t different = 0, rejected = 0;
  for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
    const Stream stream = test::test_streams().open(replicate);
    Stream words = stream;
    auto hands = source.open(stream);
    for (int hand = 0; hand < 300; ++hand) {
      std::uint32_t word = words.word();
      for (; !deal_from(word).accepted; word = words.word())
        ++rejected;
      const auto [number, expected] = hand_of_word(word);
      const NumberedHand next = hands.next();
      different += next.number != number || seen(next.hand) != seen(expected);
    }
  }
  EXPECT_EQ(different, 0u);
  EXPECT_GT(rejected, 100u);  // 0.76 % of 30 000
}

TEST(HandsAhead, AreThoseOfTheStreamsAcceptedWordsInTheirOrder) {
  const DealTable table(decide(Strategy::basic, standard_paytable()));
  expect_hands_of_the_words(DealtHands{table}, [&](std::uint32_t word) {
    const Deal deal = deal_from(word).deal;
    return std::pair(number_of(deal), table.play(deal));
  });
}

TEST(HandsAhead, OfALawAreDrawnFromTheSameWords) {
  const Game game(Strategy::basic, standard_paytable());
  expect_hands_of_the_words(DrawnHands{game.outcomes()}, [&](std::uint32_t word) {
    const std::uint32_t number = split_word<std::uint32_t, static_cast<std::uint32_t>(deals)>(word).integers[0];
    return std::pair(number, hand_of(game.outcomes().outcome(number)));
  });
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
