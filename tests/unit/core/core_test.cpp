#include "core/digest.hpp"
#include "core/format.hpp"
#include "core/partition.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/rows.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace ergodic {
namespace {

TEST(Digest, IsXxh3With128Bits) {
  // XXH3_128bits of nothing and of "a", seed 0, as the reference implementation's xxhsum -H2 prints them.
  EXPECT_EQ(digest_of("").hex(), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(digest_of("a").hex(), "a96faf705af16834e6c632b61e964e1f");
}

TEST(Digest, DoesNotDependOnHowTheBytesWereCut) {
  const std::string text(1000, 'x');
  Digester pieces;
  for (std::size_t at = 0; at < text.size(); at += 7)
    pieces.add(std::string_view(text).substr(at, 7));
  EXPECT_EQ(pieces.result(), digest_of(text));
}

TEST(Digest, ChangesWithEveryBit) {
  std::string text(64, 'q');
  const Digest before = digest_of(text);
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
    EXPECT_NE(digest_of(text), before);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
  }
}

TEST(Share, IsContiguousCompleteAndEven) {
  for (const std::uint64_t total : {0ull, 1ull, 5ull, 7ull, 100ull, 12345678901ull}) {
    for (const std::uint64_t ranks : {1ull, 2ull, 3ull, 7ull, 64ull}) {
      std::uint64_t next = 0;
      for (std::uint64_t rank = 0; rank < ranks; ++rank) {
        const IndexRange range = share(total, rank, ranks);
        EXPECT_EQ(range.first, next);
        EXPECT_EQ(range.size(), total / ranks + (rank < total % ranks ? 1 : 0));
        next = range.last;
      }
      EXPECT_EQ(next, total);
    }
  }
}

TEST(Format, GroupsDigits) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1 000");
  EXPECT_EQ(grouped(1234567), "1 234 567");
  EXPECT_EQ(grouped(std::numeric_limits<std::uint64_t>::max()), "18 446 744 073 709 551 615");
}

TEST(Format, WritesDurationsForPeople) {
  EXPECT_EQ(duration(0.04), "0.0 s");
  EXPECT_EQ(duration(12.34), "12.3 s");
  EXPECT_EQ(duration(245), "4 min 05 s");
  EXPECT_EQ(duration(3 * 3600 + 300), "3 h 05 min");
  EXPECT_EQ(duration(55 * 3600), "2 d 07 h");
  EXPECT_EQ(duration(std::numeric_limits<double>::infinity()), "?");
  EXPECT_EQ(duration(3.1e10), "358796 d 07 h");
  EXPECT_EQ(duration(1e300), "more than 1000 years");
}

TEST(Format, WritesNoDigitsThatARealDoesNotHave) {
  EXPECT_EQ(fixed_point(1234.5678, 2), "1234.57");
  EXPECT_EQ(fixed_point(-999'999'999'999'999, 0), "-999999999999999");
  EXPECT_EQ(fixed_point(1e15, 0), "1.0000e+15");
  EXPECT_EQ(fixed_point(-1.23456789e200, 6), "-1.234568e+200");
  EXPECT_EQ(fixed_point(std::numeric_limits<double>::infinity(), 2), "inf");
  EXPECT_EQ(fixed_point(-0.0, 1), "-0.0");
}

TEST(Format, WritesBytesWithDecimalPrefixes) {
  EXPECT_EQ(byte_count(999), "999 B");
  EXPECT_EQ(byte_count(1500), "1.50 kB");
  EXPECT_EQ(byte_count(2'300'000'000), "2.30 GB");
}

class RowsOfTwoColumns : public testing::Test {
 protected:
  Rows rows{{count("n"), money_column("m"), category("c", {"a", "b"})}, {{"t", {"x", "y"}, "1", ""}}};
};

TEST_F(RowsOfTwoColumns, HoldOneValueARow) {
  rows.reset(3);
  EXPECT_EQ(rows.column<std::int32_t>("n").size(), 3u);
  rows.column<std::int64_t>("m")[2] = 77;
  EXPECT_EQ(rows.bytes(1).size(), 24u);
  EXPECT_EQ(rows.column<std::int64_t>(1)[2], 77);
}

TEST_F(RowsOfTwoColumns, RefuseAnotherTypeOrName) {
  rows.reset(1);
  EXPECT_THROW(rows.column<double>("n"), InternalError);
  EXPECT_THROW(rows.column<double>("nn"), InternalError);
  EXPECT_THROW(rows.tally("z"), InternalError);
}

TEST_F(RowsOfTwoColumns, ForgetTalliesAndFailuresAtReset) {
  rows.reset(2);
  rows.tally("t")[1] = 5;
  rows.fail({0, "x", "y", false});
  rows.reset(2);
  EXPECT_EQ(rows.tally("t")[1], 0);
  EXPECT_TRUE(rows.failures().empty());
}

TEST_F(RowsOfTwoColumns, ClearOneRowOnly) {
  rows.reset(3);
  for (auto& n : rows.column<std::int32_t>("n"))
    n = 9;
  for (auto& m : rows.column<std::int64_t>("m"))
    m = 9;
  for (auto& c : rows.column<std::uint8_t>("c"))
    c = 1;
  rows.clear_row(1);
  EXPECT_EQ(rows.column<std::int32_t>("n")[0], 9);
  EXPECT_EQ(rows.column<std::int32_t>("n")[1], 0);
  EXPECT_EQ(rows.column<std::int32_t>("n")[2], 9);
  EXPECT_EQ(rows.column<std::int64_t>("m")[1], 0);
  EXPECT_EQ(rows.column<std::uint8_t>("c")[2], 1);
}

class RowsAlongAnAxis : public testing::Test {
 protected:
  const Axes axes{{.name = "seat", .coordinates = {1, 2, 3}}, {.name = "phase", .labels = {"early", "late"}}};
  const Columns columns{count("n"), count("chips").along("seat"), category("mood", {"a", "b"}).along("phase")};
  Rows rows{columns, {}, axes};
};

TEST_F(RowsAlongAnAxis, HoldAValueForEachPlace) {
  rows.reset(4);
  EXPECT_EQ(rows.length("n"), 1u);
  EXPECT_EQ(rows.length("chips"), 3u);
  EXPECT_EQ(rows.column<std::int32_t>("n").size(), 4u);
  EXPECT_EQ(rows.column<std::int32_t>("chips").size(), 12u);
  EXPECT_EQ(rows.bytes(1).size(), 48u);
  EXPECT_EQ(rows.bytes(2).size(), 8u);
}

TEST_F(RowsAlongAnAxis, ClearAllPlacesOfOneRow) {
  rows.reset(3);
  const auto chips = rows.column<std::int32_t>("chips");
  std::fill(chips.begin(), chips.end(), 9);
  rows.clear_row(1);
  EXPECT_EQ((std::vector<std::int32_t>(chips.begin(), chips.end())),
            (std::vector<std::int32_t>{9, 9, 9, 0, 0, 0, 9, 9, 9}));
}

TEST_F(RowsAlongAnAxis, RefuseAnAxisThatIsNotThere) {
  EXPECT_THROW(Rows({count("n").along("nowhere")}, {}, axes), InternalError);
}

TEST_F(RowsAlongAnAxis, NameTheirPlacesByCoordinateOrLabel) {
  EXPECT_EQ(name_at(columns[0], axes, 0), "n");
  EXPECT_EQ(name_at(columns[1], axes, 2), "chips[seat 3]");
  EXPECT_EQ(name_at(columns[2], axes, 1), "mood[phase late]");
}

}  // namespace
}  // namespace ergodic
