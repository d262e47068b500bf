#include <ergodic/philox.hpp>

#include <gtest/gtest.h>

namespace ergodic {
namespace {

// Random123's kat_vectors, philox4x32 with 10 rounds.
TEST(Philox4x32, MatchesTheKnownAnswers) {
  EXPECT_EQ(Philox4x32::block({0, 0, 0, 0}, {0, 0}),
            (Philox4x32::Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(Philox4x32::block({ones, ones, ones, ones}, {ones, ones}),
            (Philox4x32::Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(Philox4x32::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Philox4x32::Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox4x32, IsKnownToTheCompiler) { static_assert(Philox4x32::block({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5); }

TEST(Philox4x32, FlipsHalfOfTheBitsWhenOneBitOfItsInputFlips) {
  const Philox4x32::Counter counter = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
  const Philox4x32::Key key = {0xa4093822, 0x299f31d0};
  const Philox4x32::Counter before = Philox4x32::block(counter, key);
  int flips = 0;
  for (unsigned bit = 0; bit < 192; ++bit) {
    Philox4x32::Counter other_counter = counter;
    Philox4x32::Key other_key = key;
    (bit < 128 ? other_counter[bit / 32] : other_key[bit / 32 - 4]) ^= 1u << bit % 32;
    const Philox4x32::Counter after = Philox4x32::block(other_counter, other_key);
    for (unsigned i = 0; i < 4; ++i)
      flips += __builtin_popcount(before[i] ^ after[i]);
  }
  // Binomial(192 × 128, 1/2): 5 standard deviations.
  EXPECT_NEAR(flips, 192 * 64, 5 * 78.4);
}

}  // namespace
}  // namespace ergodic
