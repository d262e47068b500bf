#include "statistics/summary.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/missing.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::statistics {
namespace {

constexpr double gap = missing_value<double>();
constexpr auto no_count = missing_value<std::int32_t>();
constexpr auto no_label = missing_value<std::uint8_t>();

TEST(AMissingValue, IsOneNanAmongAll) {
  EXPECT_EQ(std::bit_cast<std::uint64_t>(missing_value<double>()), 0x7ff8000000000000u);
  EXPECT_TRUE(is_missing(missing_value<double>()));
  EXPECT_FALSE(is_missing(-missing_value<double>()));
  EXPECT_FALSE(is_missing(std::numeric_limits<double>::signaling_NaN()));
  EXPECT_FALSE(is_missing(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(is_missing(0.0));
}

TEST(AMissingValue, IsTheLeastOfWholeNumbersAnd255OfBytes) {
  EXPECT_EQ(missing_value<std::int16_t>(), -32768);
  EXPECT_EQ(missing_value<std::int32_t>(), std::int32_t{-2147483647} - 1);
  EXPECT_EQ(missing_value<std::int64_t>(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(missing_value<std::uint8_t>(), 255);
}

SummaryLayout layout_with_gaps() {
  const Columns columns{real_column("x").or_missing(), count("n").or_missing(),
                        category("form", {"poor", "good"}).or_missing(), count("places").along("place").or_missing()};
  return {columns, {}, {}, {"x"}, {{.name = "place", .coordinates = {1, 2}}}, {{"x", "n"}}, {{"n", 0, 10, 2}}};
}

struct Row {
  double x;
  std::int32_t n;
  std::uint8_t form;
  std::int32_t place_1, place_2;
};

Rows rows_of(const std::vector<Row>& all) {
  const SummaryLayout layout = layout_with_gaps();
  Rows rows(layout.columns, layout.tallies, layout.axes);
  rows.reset(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    rows.column<double>("x")[i] = all[i].x;
    rows.column<std::int32_t>("n")[i] = all[i].n;
    rows.column<std::uint8_t>("form")[i] = all[i].form;
    rows.column<std::int32_t>("places")[2 * i] = all[i].place_1;
    rows.column<std::int32_t>("places")[2 * i + 1] = all[i].place_2;
  }
  return rows;
}

const std::vector<Row> first_rows{
    {1.0, 2, 0, 1, no_count}, {gap, 4, 1, no_count, no_count}, {4.0, no_count, no_label, 3, 5}};
const std::vector<Row> more_rows{{7.0, 9, 1, 5, 7}, {gap, no_count, 1, no_count, 9}};

/// Of x 1, 4, 7; of n 2, 4, 9; of pairs (1, 2), (7, 9); at place 1 1, 3, 5 and at place 2 5, 7, 9.
void expect_of_all(const Summary& summary) {
  EXPECT_EQ(summary.sessions(), 5);
  EXPECT_EQ(summary.present("x"), 3);
  EXPECT_EQ(summary.missing("x"), 2);
  EXPECT_DOUBLE_EQ(summary.mean("x"), 4);
  EXPECT_DOUBLE_EQ(summary.standard_deviation("x"), 3);
  EXPECT_DOUBLE_EQ(summary.total("x"), 12);
  EXPECT_EQ(summary.minimum("x"), 1);
  EXPECT_EQ(summary.quantile("x", 0.99), 7);
  EXPECT_DOUBLE_EQ(summary.mean("n"), 5);
  EXPECT_DOUBLE_EQ(summary.standard_deviation("n"), std::sqrt(13.0));
  EXPECT_EQ(summary.minimum("n"), 2);
  EXPECT_EQ(summary.counts("form")[0], 1);
  EXPECT_EQ(summary.counts("form")[1], 3);
  EXPECT_EQ(summary.missing("form"), 1);
  EXPECT_EQ(summary.missing("places", 0), 2);
  EXPECT_EQ(summary.missing("places", 1), 2);
  EXPECT_DOUBLE_EQ(summary.mean("places", 0), 3);
  EXPECT_DOUBLE_EQ(summary.mean("places", 1), 7);
  EXPECT_EQ(summary.joint_count("n", "x"), 2);
  EXPECT_DOUBLE_EQ(covariance(summary.joint("x", "n"), 2), 21);
  EXPECT_EQ(std::vector(summary.histogram("n").begin(), summary.histogram("n").end()),
            (std::vector<std::int64_t>{0, 2, 1, 0}));
}

TEST(ASummaryOfValuesSomeOfWhichAreMissing, IsThatOfTheOthers) {
  std::vector<Row> all = first_rows;
  all.insert(all.end(), more_rows.begin(), more_rows.end());
  Summary summary(layout_with_gaps());
  summary.add(rows_of(all));
  expect_of_all(summary);
}

TEST(ASummaryOfValuesSomeOfWhichAreMissing, FoldsByTheCountsOfTheOthers) {
  Summary added(layout_with_gaps());
  added.add(rows_of(first_rows));
  added.add(rows_of(more_rows));
  expect_of_all(added);
  Summary folded(layout_with_gaps()), next(layout_with_gaps());
  folded.add(rows_of(first_rows));
  next.add(rows_of(more_rows));
  folded.fold(Summary(layout_with_gaps(), next.words()));
  expect_of_all(folded);
}

TEST(ASummaryOfWordsThatContradictEachOther, HasNoWholeSketches) {
  Summary summary(layout_with_gaps());
  summary.add(rows_of(first_rows));
  EXPECT_TRUE(summary.has_whole_sketches());
  EXPECT_TRUE(Summary(layout_with_gaps()).has_whole_sketches());
  const std::size_t missing = 2 + 4;  // of x: after the sessions, the failures and the moments
  for (const std::int64_t change : {-1, 1}) {
    std::vector<std::int64_t> words(summary.words().begin(), summary.words().end());
    words[missing] += change;
    EXPECT_FALSE(Summary(layout_with_gaps(), words).has_whole_sketches());
  }
}

TEST(ASummaryOfNothingButMissingValues, IsUndefined) {
  Summary summary(layout_with_gaps());
  summary.add(rows_of({{gap, no_count, no_label, no_count, no_count}, {gap, no_count, no_label, no_count, no_count}}));
  EXPECT_EQ(summary.present("x"), 0);
  for (const char* name : {"x", "n"}) {
    EXPECT_TRUE(std::isnan(summary.mean(name)));
    EXPECT_TRUE(std::isnan(summary.standard_deviation(name)));
    EXPECT_TRUE(std::isnan(summary.minimum(name)));
  }
  EXPECT_EQ(summary.counts("form")[0] + summary.counts("form")[1], 0);
}

TEST(ASummary, HasNoWordMoreWhereNothingCanBeMissing) {
  const SummaryLayout plain{{real_column("x"), count("n")}, {}, {}, {}};
  EXPECT_EQ(Summary::word_count(plain), 2u + 4 + 6);
  const SummaryLayout gaps{{real_column("x").or_missing(), count("n")}, {}, {}, {}};
  EXPECT_EQ(Summary::word_count(gaps), 2u + 4 + 1 + 6);
}

TEST(ACategoryThatMayBeMissing, HasNoLabelForThat) {
  const auto layout_of = [](Column column) { return SummaryLayout{{std::move(column)}, {}, {}, {}}; };
  EXPECT_THROW(Summary(layout_of(category("form", {"good", "missing"}).or_missing())), InternalError);
  EXPECT_NO_THROW(Summary(layout_of(category("form", {"good", "missing"}))));
  const std::vector<std::string> many(256, "x");
  EXPECT_THROW(Summary(layout_of(category("form", many).or_missing())), InternalError);
}

TEST(ARatio, IsOfColumnsThatEverySessionHas) {
  const SummaryLayout layout{{count("n").or_missing(), count("m")}, {}, {{"r", "n", "m"}}, {}};
  EXPECT_THROW(Summary{layout}, InternalError);
}

}  // namespace
}  // namespace ergodic::statistics
