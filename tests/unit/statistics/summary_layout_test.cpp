#include "unit/statistics/summaries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace ergodic::statistics {
namespace {

using namespace test;
using testing::ElementsAreArray;
using testing::HasSubstr;

TEST(Summary, RejectsACodeWithoutALabel) {
  std::vector<Session> all = sessions(1000, 14);
  all[321].ending = 3;
  EXPECT_EQ(message_of([&] { summary_of(all); }),
            "column \"ending\" holds the code 3 (its 3 labels have the codes 0 to 2) let the workload declare a label "
            "for it");
}

/// A column of each kind along an axis longer than a cache line has values of them.
SummaryLayout along_a_time_grid(std::size_t places) {
  Axis time{.name = "time"};
  for (std::size_t k = 0; k < places; ++k)
    time.coordinates.push_back(static_cast<double>(k));
  return {.columns = {count("n"), real_column("price").with_quantiles().along("time"),
                      count("visits").with_quantiles().along("time"), category("state", {"a", "b"}).along("time")},
          .tallies = {},
          .ratios = {},
          .sketched = {"price", "visits"},
          .axes = {time}};
}

/// The same values with one column a place: "price", "visits" and "state" of the place alone.
SummaryLayout at_one_place() {
  return {.columns = {count("n"), real_column("price").with_quantiles(), count("visits").with_quantiles(),
                      category("state", {"a", "b"})},
          .tallies = {},
          .ratios = {},
          .sketched = {"price", "visits"}};
}

TEST(Summary, OfAColumnAlongAnAxisIsThatOfEachPlaceAlone) {
  constexpr std::size_t places = 70;
  constexpr std::size_t count = 300;
  const SummaryLayout layout = along_a_time_grid(places);
  Summary whole(layout);
  Summary folded(layout);
  std::vector<Summary> alone(places, Summary(at_one_place()));
  Draws draws(21);
  for (int block = 0; block < 2; ++block) {
    Rows rows(layout.columns, {}, layout.axes);
    rows.reset(count);
    for (std::size_t i = 0; i < count; ++i)
      rows.column<std::int32_t>("n")[i] = static_cast<std::int32_t>(i);
    for (std::size_t i = 0; i < count * places; ++i) {
      rows.column<double>("price")[i] = draws.normal() + static_cast<double>(i % places);
      rows.column<std::int32_t>("visits")[i] = static_cast<std::int32_t>(draws.within(1000));
      rows.column<std::uint8_t>("state")[i] = draws.below(3) == 0;
    }
    rows.fail(failure_of(17));
    whole.add(rows);
    Summary of_block(layout);
    of_block.add(rows);
    folded.fold(Summary(layout, of_block.words()));
    for (std::size_t place = 0; place < places; ++place) {
      Rows at(at_one_place().columns, {});
      at.reset(count);
      for (std::size_t i = 0; i < count; ++i) {
        at.column<std::int32_t>("n")[i] = rows.column<std::int32_t>("n")[i];
        at.column<double>("price")[i] = rows.column<double>("price")[i * places + place];
        at.column<std::int32_t>("visits")[i] = rows.column<std::int32_t>("visits")[i * places + place];
        at.column<std::uint8_t>("state")[i] = rows.column<std::uint8_t>("state")[i * places + place];
      }
      at.fail(failure_of(17));
      alone[place].add(at);
    }
  }
  EXPECT_EQ(words(folded), words(whole));
  for (std::size_t place = 0; place < places; ++place) {
    for (const char* column : {"price", "visits"}) {
      ASSERT_EQ(whole.mean(column, place), alone[place].mean(column)) << place;
      ASSERT_EQ(whole.standard_deviation(column, place), alone[place].standard_deviation(column)) << place;
      ASSERT_EQ(whole.minimum(column, place), alone[place].minimum(column)) << place;
      ASSERT_EQ(whole.maximum(column, place), alone[place].maximum(column)) << place;
      ASSERT_EQ(whole.total(column, place), alone[place].total(column)) << place;
      ASSERT_EQ(whole.quantile(column, 0.4, place), alone[place].quantile(column, 0.4)) << place;
    }
    ASSERT_THAT(whole.counts("state", place), ElementsAreArray(alone[place].counts("state"))) << place;
  }
  EXPECT_EQ(Summary::word_count(layout), 2 + 6 + places * (4 + 6 + 2 + 6529 + 1729));
}

TEST(Summary, RejectsAPlaceThatIsNotOnTheAxis) {
  const Summary summary(along_a_time_grid(3));
  EXPECT_THAT(message_of([&] { summary.mean("price", 3); }), HasSubstr("place 3 of column \"price\" is asked for"));
  EXPECT_THAT(message_of([&] { summary.counts("state", 3); }), HasSubstr("(it has 3)"));
  EXPECT_THAT(message_of([&] { summary.mean("n", 1); }), HasSubstr("(it has 1)"));
}

TEST(Summary, RejectsTheWordsOfAnotherLayout) {
  const std::vector<std::int64_t> short_of_one(Summary::word_count(a_layout()) - 1);
  EXPECT_THAT(message_of([&] { Summary(a_layout(), short_of_one); }), HasSubstr("written with another layout"));
  SummaryLayout other = a_layout();
  other.ratios.clear();
  Summary summary(a_layout());
  EXPECT_THAT(message_of([&] { summary.fold(Summary(other)); }), HasSubstr("of different layouts"));
  other.columns.pop_back();
  Summary smaller(other);
  EXPECT_THAT(message_of([&] { smaller.add(rows_of(sessions(1, 15))); }), HasSubstr("of other columns"));
}

TEST(Summary, RejectsALayoutThatContradictsItself) {
  const auto message = [](const std::function<void(SummaryLayout&)>& spoil) {
    SummaryLayout layout = a_layout();
    spoil(layout);
    return message_of([&] { Summary::word_count(layout); });
  };
  EXPECT_THAT(message([](auto& l) { l.ratios[0].numerator = "nothing"; }), HasSubstr("no column \"nothing\""));
  EXPECT_THAT(message([](auto& l) { l.ratios[0].numerator = "drawdown"; }), HasSubstr("columns of whole numbers"));
  EXPECT_THAT(message([](auto& l) {
                l.columns[1].axis = "seat";
                l.axes = {{.name = "seat", .coordinates = {1, 2}}};
              }),
              HasSubstr("columns of one value a session"));
  EXPECT_THAT(message([](auto& l) { l.columns[1].axis = "seat"; }), HasSubstr("has no such axis"));
  EXPECT_THAT(message([](auto& l) { l.ratios[0].denominator = "ending"; }), HasSubstr("it is a category"));
  EXPECT_THAT(message([](auto& l) { l.sketched = {"ending"}; }), HasSubstr("it is a category"));
  EXPECT_THAT(message([](auto& l) { l.sketched = {"hands", "hands"}; }), HasSubstr("sketched twice"));
  EXPECT_THAT(message([](auto& l) { l.columns[0].scale = 0; }), HasSubstr("has the scale 0"));
  EXPECT_THAT(message([](auto& l) { l.columns[3].categories = {"a"}; }), HasSubstr("a category of reals"));
}

TEST(Summary, RejectsNamesThatItDoesNotKnow) {
  const Summary summary(a_layout());
  EXPECT_THAT(message_of([&] { summary.mean("nothing"); }), HasSubstr("no column \"nothing\""));
  EXPECT_THAT(message_of([&] { summary.mean("ending"); }), HasSubstr("\"ending\" is taken for a quantity"));
  EXPECT_THAT(message_of([&] { summary.counts("profit"); }), HasSubstr("\"profit\" is taken for a category"));
  EXPECT_THAT(message_of([&] { summary.quantile("hands", 0.5); }), HasSubstr("keeps no sketch"));
  EXPECT_THAT(message_of([&] { summary.tally("nothing"); }), HasSubstr("no tally \"nothing\""));
  EXPECT_THAT(message_of([&] { summary.ratio("nothing"); }), HasSubstr("no ratio \"nothing\""));
}

}  // namespace
}  // namespace ergodic::statistics
