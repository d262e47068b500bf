#include <ergodic/errors.hpp>
#include <ergodic/stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <type_traits>
#include <vector>

namespace ergodic {
namespace {

constexpr Philox4x32::Key key = {0x01234567, 0x89abcdef};

/// Word i as the documentation of Stream has it.
std::uint32_t documented_word(std::uint64_t replicate, std::uint32_t purpose, std::uint64_t i) {
  return Philox4x32::block({static_cast<std::uint32_t>(i / 4), purpose, static_cast<std::uint32_t>(replicate),
                            static_cast<std::uint32_t>(replicate >> 32)},
                           key)[i % 4];
}

/// The state of a Stream, member by member: lets a test look at a stream that has come far without drawing 2^34 words.
struct StreamState {
  Philox4x32::Key key;
  Philox4x32::Counter counter;
  Philox4x32::Counter words;
  unsigned used;
  bool exhausted;
  Interruption* interruption;
};
static_assert(sizeof(StreamState) == sizeof(Stream) && std::is_trivially_copyable_v<Stream>);

/// The stream when its next word is the first of block `block`.
Stream advanced(const Stream& stream, std::uint32_t block) {
  auto state = std::bit_cast<StreamState>(stream);
  state.counter[0] = block;
  return std::bit_cast<Stream>(state);
}

TEST(Stream, FollowsTheDocumentedCounterFormula) {
  for (const std::uint64_t replicate : {0ull, 1ull, 0xffffffffull, 0x100000000ull, 0xfedcba9876543210ull}) {
    for (const std::uint32_t purpose : {0u, 1u, 0xffffffffu}) {
      Stream stream = Streams(key).open(replicate, purpose);
      for (std::uint64_t i = 0; i < 100; ++i)
        ASSERT_EQ(stream.word(), documented_word(replicate, purpose, i)) << i;
    }
  }
}

TEST(Stream, FollowsTheFormulaFarFromItsStart) {
  Stream draw(key, 1, 2);
  for (int sample = 0; sample < 10000; ++sample) {
    const std::uint64_t replicate = draw.word64();
    const std::uint32_t purpose = draw.word();
    const std::uint64_t first = std::uint64_t{draw.word()} * 4;
    Stream stream = advanced(Streams(key).open(replicate, purpose), static_cast<std::uint32_t>(first / 4));
    for (std::uint64_t i = first; i < std::min(first + 9, std::uint64_t{1} << 34); ++i) {
      ASSERT_EQ(stream.word(), documented_word(replicate, purpose, i)) << i;
    }
  }
}

TEST(Stream, EndsWithAnErrorRatherThanRepeat) {
  Stream stream = advanced(Streams(key).open(5, 6), 0xfffffffe);
  const std::uint64_t length = std::uint64_t{1} << 34;
  for (std::uint64_t i = length - 8; i < length; ++i)
    ASSERT_EQ(stream.word(), documented_word(5, 6, i));
  EXPECT_THROW(stream.word(), InternalError);
  EXPECT_THROW(stream.word(), InternalError) << "it stays at its end";
  EXPECT_THROW(stream.word64(), InternalError);
}

struct Impatience final : Interruption {
  void check() override {
    if (++checks == 3) throw 3;
  }
  int checks = 0;
};

TEST(Stream, AsksNowAndThenWhetherToGoOn) {
  Impatience impatience;
  Stream stream = Streams(key, &impatience).open(5, 6);
  Stream other = Streams(key).open(5, 6);
  std::uint64_t drawn = 0;
  try {
    for (;; ++drawn)
      ASSERT_EQ(stream.word(), other.word());
  } catch (int checks) {
    EXPECT_EQ(checks, 3);
  }
  EXPECT_EQ(drawn, 3 * 4 * Stream::between_checks - 4) << "when the block of these words is made";
}

TEST(Stream, JoinsTwoWordsTheLowOneFirst) {
  Stream words(key, 3, 0);
  Stream pairs(key, 3, 0);
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t low = words.word();
    const std::uint64_t high = words.word();
    EXPECT_EQ(pairs.word64(), low | high << 32);
  }
}

TEST(Streams, OpenTheSameStreamHoweverManyOthersAreOpen) {
  const Streams streams(key);
  Stream alone = streams.open(12);
  std::vector<Stream> many;
  for (std::uint64_t replicate = 0; replicate < 100; ++replicate)
    many.push_back(streams.open(replicate));
  for (int i = 0; i < 50; ++i) {
    for (std::uint64_t replicate = 0; replicate < many.size(); ++replicate) {
      const std::uint32_t word = many[replicate].word();
      if (replicate == 12) {
        EXPECT_EQ(word, alone.word());
      }
    }
  }
}

TEST(Streams, DifferForEveryReplicateAndPurpose) {
  const Streams streams(key);
  std::vector<std::array<std::uint64_t, 2>> starts;  // 128 bits: two of 200 000 agree by chance once in 10^28
  for (std::uint32_t purpose = 0; purpose < 20; ++purpose) {
    for (std::uint64_t replicate = 0; replicate < 10000; ++replicate) {
      Stream stream = streams.open(replicate % 2 == 0 ? replicate : replicate << 40, purpose);
      const std::uint64_t first = stream.word64();
      starts.push_back({first, stream.word64()});
    }
  }
  std::sort(starts.begin(), starts.end());
  EXPECT_EQ(std::adjacent_find(starts.begin(), starts.end()), starts.end());
}

TEST(Streams, DoNotOverlapWithTheirNeighbours) {
  std::vector<std::array<std::uint64_t, 2>> blocks;
  for (const std::uint64_t replicate : {0ull, 1ull, 2ull, 1ull << 32, 2ull << 32}) {
    for (std::uint32_t purpose = 0; purpose < 5; ++purpose) {
      Stream stream = Streams(key).open(replicate, purpose);
      for (int block = 0; block < 4000; ++block) {
        const std::uint64_t first = stream.word64();
        blocks.push_back({first, stream.word64()});
      }
    }
  }
  std::sort(blocks.begin(), blocks.end());
  EXPECT_EQ(std::adjacent_find(blocks.begin(), blocks.end()), blocks.end());
}

}  // namespace
}  // namespace ergodic
