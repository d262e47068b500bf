#include "workloads/card_games/players/shuffled_pack.hpp"

#include "random/case_streams.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

const Streams shuffles = random::case_streams(20262, "card_games", "shuffle");

TEST(ShuffledPack, GivesEachCardOnceInWhateverPortions) {
  for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
    ShuffledPack in_one(52, shuffles.open(replicate)), one_by_one(52, shuffles.open(replicate));
    const CardSet first = in_one.draw(20);
    CardSet same = 0;
    for (int i = 0; i < 20; ++i) {
      const CardSet card = one_by_one.draw(1);
      EXPECT_EQ(card & same, 0u);
      same |= card;
    }
    EXPECT_EQ(same, first);
    EXPECT_EQ(in_one.draw(32), first_elements(52) & ~first);
  }
}

/// Σ (O − E)²/E over card × position is 52/51 times a chi-square of 51² degrees: a row and a column add up to a
/// permutation. 5 standard deviations.
TEST(ShuffledPack, BringsEveryCardToEveryPositionAlike) {
  constexpr unsigned cards = 52;
  constexpr std::uint64_t deals = 200'000;
  std::vector<std::int64_t> counts(cards * cards);
  for (std::uint64_t replicate = 0; replicate < deals; ++replicate) {
    ShuffledPack pack(cards, shuffles.open(replicate));
    for (unsigned place = 0; place < cards; ++place)
      ++counts[place * cards + lowest(pack.draw(1))];
  }
  const double expected = static_cast<double>(deals) / cards;
  double sum = 0;
  for (const std::int64_t count : counts)
    sum += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected) / expected;
  const double degrees = 51.0 * 51.0;
  EXPECT_NEAR(51.0 / 52 * sum, degrees, 5 * std::sqrt(2 * degrees));
}

TEST(ShuffledPack, HasPacksOfOneToSixtyFourCards) {
  for (unsigned size = 1; size <= 64; ++size) {
    ShuffledPack pack(size, shuffles.open(size));
    EXPECT_EQ(pack.draw(size), first_elements(size));
  }
}

}  // namespace

}  // namespace ergodic::workloads::card_games
