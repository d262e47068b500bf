#include "statistics/block_words.hpp"

#include "unit/statistics/summaries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::statistics {
namespace {

using namespace test;
using testing::ElementsAreArray;
using testing::HasSubstr;

using Words = std::vector<std::int64_t>;

Words copy(std::span<const std::int64_t> words) { return {words.begin(), words.end()}; }

/// With more words before and behind the sketches.
SummaryLayout a_layout_with_a_pair() {
  SummaryLayout layout = a_layout();
  layout.pairs = {{"profit", "drawdown"}};
  return layout;
}

Summary summary_of_pairs(std::size_t count, std::uint64_t seed) {
  Summary summary(a_layout_with_a_pair());
  summary.add(rows_of(sessions(count, seed)));
  return summary;
}

TEST(BlockWords, AreTheSummarysOwnWithoutLists) {
  BlockWords words(a_layout(), 0);
  const Summary summary = summary_of(sessions(1000, 1));
  EXPECT_EQ(words.count(), Summary::word_count(a_layout()));
  EXPECT_THAT(words.packed(summary.words()), ElementsAreArray(summary.words()));
  EXPECT_THAT(words.unpacked(summary.words()), ElementsAreArray(summary.words()));
}

TEST(BlockWords, GiveBackEveryWordOfASummaryOfFewSessions) {
  for (const std::size_t room : {1u, 2u, 3u, 4u, 5u, 100u, 512u}) {
    BlockWords words(a_layout_with_a_pair(), room);
    for (const std::size_t count : {room, room - 1, room / 2, std::size_t{0}}) {
      const Summary summary = summary_of_pairs(count, 2 + room);
      const Words left = copy(words.packed(summary.words()));
      ASSERT_EQ(left.size(), words.count());
      ASSERT_THAT(words.unpacked(left), ElementsAreArray(summary.words())) << count << " sessions of " << room;
    }
  }
}

TEST(BlockWords, AreSomeForOneSession) {
  // Those before the sketches, one for each of the two lists, and the five of the pair.
  EXPECT_EQ(BlockWords(a_layout_with_a_pair(), 1).count(), 2u + 6 + 6 + 3 + 4 + 6 + 6 + 2 + 4 + 2 + 5);
  EXPECT_EQ(BlockWords(a_layout(), 9).count(), 39u + 2 * 3) << "four buckets a word";
}

TEST(BlockWords, AreTheDocumentedLists) {
  // Of int64 the bucket of 0 is the 1856th of 3711; of float64, the 3265th of 6529, and that of 0.5 = 2^-1 is
  // 32 · (40 − 1) + 1 above it, since each octave from 2^-40 on has 32 and the first of all is what lies below.
  const std::vector<Session> two = {{-3, 1, 0, 0.5, 1, 1}, {7, 1, 0, -0.5, 1, 1}};
  BlockWords words(a_layout(), 2);
  const Words left = copy(words.packed(summary_of(two).words()));
  const std::int64_t free = ~std::int64_t{0xFFFFFFFF};
  EXPECT_EQ(left[39], free | (1855 - 3) | std::int64_t{1855 + 7} << 16);
  EXPECT_EQ(left[40], free | (3264 - 1249) | std::int64_t{3264 + 1249} << 16);
}

TEST(BlockWords, NeverTakeMoreRoomThanTheCountersOfAnyType) {
  for (const Type type : {Type::uint8, Type::int16, Type::int32, Type::int64, Type::float64}) {
    SummaryLayout layout;
    layout.columns = {{.name = "x", .type = type}};
    layout.sketched = {"x"};
    EXPECT_LE(BlockWords(layout, BlockWords::most_listed).count(), BlockWords(layout, 0).count());
  }
}

TEST(BlockWords, HaveAListForEachPlaceOfAnAxis) {
  SummaryLayout layout;
  layout.axes = {{.name = "seat", .coordinates = {1, 2, 3}}};
  layout.columns = {count("chips").along("seat")};
  layout.sketched = {"chips"};
  Rows rows(layout.columns, {}, layout.axes);
  rows.reset(2);
  const std::vector<std::int32_t> chips = {1, 2, 3, 40, 50, 60};
  std::copy(chips.begin(), chips.end(), rows.column<std::int32_t>(0).begin());
  Summary summary(layout);
  summary.add(rows);
  BlockWords words(layout, 2);
  const Words left = copy(words.packed(summary.words()));
  EXPECT_EQ(left.size(), 2u + 3 * 6 + 3);
  EXPECT_THAT(words.unpacked(left), ElementsAreArray(summary.words()));
}

TEST(BlockWords, RefuseMoreSessionsThanThereIsRoomFor) {
  BlockWords words(a_layout(), 8);
  const Summary summary = summary_of(sessions(9, 3));
  EXPECT_THAT(message_of([&] { words.packed(summary.words()); }), HasSubstr("more sessions than the list"));
}

TEST(BlockWords, RefuseListsThatNoSummaryLeft) {
  BlockWords words(a_layout(), 8);
  const Words left = copy(words.packed(summary_of(sessions(6, 4)).words()));
  const auto refused = [&](std::size_t word, std::int64_t value) {
    Words damaged = left;
    damaged[word] = value;
    return message_of([&] { words.unpacked(damaged); });
  };
  EXPECT_THAT(refused(0, 7), HasSubstr("is not of the block's sessions"));
  EXPECT_THAT(refused(0, -1), HasSubstr("is not of the block's sessions"));
  EXPECT_THAT(refused(39, -1), HasSubstr("\"profit\" is not of the block's sessions")) << "none is listed";
  EXPECT_THAT(refused(41, 0x0001'0001'0001'3711), HasSubstr("\"drawdown\"")) << "there is no such bucket";
}

}  // namespace
}  // namespace ergodic::statistics
