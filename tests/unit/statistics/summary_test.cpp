#include "statistics/summary.hpp"

#include "unit/statistics/draws.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

using test::Draws;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

/// One column of each kind, a tally, a ratio of two columns of unlike types and scales, and sketches of whole and real.
SummaryLayout a_layout() {
  return {.columns = {money_column("profit").with_quantiles(),
                      count("hands"),
                      category("ending", {"a", "b", "c"}),
                      real_column("drawdown").with_quantiles(),
                      {.name = "level", .type = Type::int16},
                      {.name = "suit", .type = Type::uint8}},
          .tallies = {{.name = "classes", .labels = {"pair", "flush"}}},
          .ratios = {{.name = "profit_per_hand", .numerator = "profit", .denominator = "hands"},
                     {.name = "hands_per_dollar", .numerator = "hands", .denominator = "profit"}},
          .sketched = {"profit", "drawdown"}};
}

struct Session {
  std::int64_t profit;
  std::int32_t hands;
  std::uint8_t ending;
  double drawdown;
  std::int16_t level;
  std::uint8_t suit;
};

std::vector<Session> sessions(std::size_t count, std::uint64_t seed) {
  Draws draws(seed);
  std::vector<Session> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({draws.within(100'000), static_cast<std::int32_t>(1 + draws.below(200)),
                   static_cast<std::uint8_t>(draws.below(3)), std::exp(draws.normal()),
                   static_cast<std::int16_t>(draws.within(32'767)), static_cast<std::uint8_t>(draws.below(256))});
  }
  return all;
}

Rows rows_of(std::span<const Session> all) {
  const SummaryLayout layout = a_layout();
  Rows rows(layout.columns, layout.tallies);
  rows.reset(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    rows.column<std::int64_t>("profit")[i] = all[i].profit;
    rows.column<std::int32_t>("hands")[i] = all[i].hands;
    rows.column<std::uint8_t>("ending")[i] = all[i].ending;
    rows.column<double>("drawdown")[i] = all[i].drawdown;
    rows.column<std::int16_t>("level")[i] = all[i].level;
    rows.column<std::uint8_t>("suit")[i] = all[i].suit;
    rows.tally("classes")[all[i].suit % 2] += all[i].hands;
  }
  return rows;
}

Summary summary_of(std::span<const Session> all) {
  Summary summary(a_layout());
  summary.add(rows_of(all));
  return summary;
}

std::vector<std::int64_t> words(const Summary& summary) { return {summary.words().begin(), summary.words().end()}; }

/// The words of everything that is whole: all but the moments of the real column, words 2 + 6 + 6 + 3 and the next
/// three.
std::vector<std::int64_t> whole_words(const Summary& summary) {
  std::vector<std::int64_t> all = words(summary);
  all.erase(all.begin() + 17, all.begin() + 21);
  return all;
}

Failure failure_of(std::uint64_t row) { return {.row = row, .category = "broken", .reason = "a reason"}; }

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InternalError& error) {
    return error.what();
  }
  return "no InternalError";
}

TEST(Summary, IsWhatBruteForceGives) {
  const std::vector<Session> all = sessions(10'007, 1);
  const Summary summary = summary_of(all);
  const auto n = static_cast<long double>(all.size());
  long double profit = 0;
  long double hands = 0;
  long double drawdown = 0;
  long double level_squares = 0;
  long double level = 0;
  std::vector<std::int64_t> endings(3);
  for (const Session& one : all) {
    profit += one.profit;
    hands += one.hands;
    drawdown += one.drawdown;
    level += one.level;
    level_squares += static_cast<long double>(one.level) * one.level;
    ++endings[one.ending];
  }
  long double drawdown_deviations = 0;
  for (const Session& one : all)
    drawdown_deviations += (one.drawdown - drawdown / n) * (one.drawdown - drawdown / n);
  const auto [low, high] = std::minmax_element(all.begin(), all.end(),
                                               [](const Session& a, const Session& b) { return a.profit < b.profit; });

  EXPECT_EQ(summary.sessions(), 10'007);
  EXPECT_EQ(summary.failures(), 0);
  EXPECT_DOUBLE_EQ(summary.mean("profit"), static_cast<double>(profit / n / 100));
  EXPECT_DOUBLE_EQ(summary.total("profit"), static_cast<double>(profit / 100));
  EXPECT_EQ(summary.minimum("profit"), static_cast<double>(low->profit) / 100);
  EXPECT_EQ(summary.maximum("profit"), static_cast<double>(high->profit) / 100);
  EXPECT_DOUBLE_EQ(summary.mean("hands"), static_cast<double>(hands / n));
  EXPECT_DOUBLE_EQ(summary.standard_deviation("level"),
                   static_cast<double>(std::sqrt((level_squares - level * level / n) / (n - 1))));
  EXPECT_DOUBLE_EQ(summary.mean("drawdown"), static_cast<double>(drawdown / n));
  EXPECT_DOUBLE_EQ(summary.total("drawdown"), static_cast<double>(drawdown));
  EXPECT_NEAR(summary.standard_deviation("drawdown"), static_cast<double>(std::sqrt(drawdown_deviations / (n - 1))),
              1e-13);
  EXPECT_THAT(summary.counts("ending"), ElementsAreArray(endings));
  EXPECT_EQ(summary.tally("classes")[0] + summary.tally("classes")[1], static_cast<std::int64_t>(hands));
}

TEST(Summary, RatioHasTheDeltaMethodsStandardErrorInItsUnits) {
  std::vector<Session> all = sessions(1000, 2);
  for (Session& one : all)
    one.profit += 200'000;
  const auto expect_ratio = [&](const char* name, const std::function<long double(const Session&)>& numerator,
                                const std::function<long double(const Session&)>& denominator) {
    long double x = 0;
    long double y = 0;
    for (const Session& one : all)
      x += numerator(one), y += denominator(one);
    long double squares = 0;  // of the residuals, whose mean is 0
    for (const Session& one : all) {
      const long double residual = numerator(one) - x / y * denominator(one);
      squares += residual * residual;
    }
    const auto error = static_cast<double>(std::sqrt(squares / 999 / 1000) / (y / 1000));
    const Summary::Quotient quotient = summary_of(all).ratio(name);
    EXPECT_DOUBLE_EQ(quotient.value, static_cast<double>(x / y));
    EXPECT_NEAR(quotient.standard_error, error, 1e-13 * error);
  };
  const auto dollars = [](const Session& one) { return one.profit / 100.0L; };
  const auto hands = [](const Session& one) { return static_cast<long double>(one.hands); };
  expect_ratio("profit_per_hand", dollars, hands);
  expect_ratio("hands_per_dollar", hands, dollars);
}

TEST(Summary, CoversTheTrueRatioAsOftenAsItsErrorSays) {
  // x = 2 y + noise: within 1.96 standard errors 95 % of the time. 4000 repetitions: 4.9 standard errors are 1.7 % (p <
  // 1e-6); with 500 pairs the normal approximation itself is off by less than 0.3 %.
  Draws draws(3);
  int covered = 0;
  constexpr int repetitions = 4000;
  std::vector<Session> all(500);
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    for (Session& one : all) {
      one = {};
      one.hands = static_cast<std::int32_t>(100 + draws.below(100));
      one.profit = 2 * one.hands + draws.within(50);
    }
    const Summary::Quotient quotient = summary_of(all).ratio("profit_per_hand");
    if (std::abs(quotient.value - 0.02) <= 1.959964 * quotient.standard_error) ++covered;
  }
  EXPECT_NEAR(covered / static_cast<double>(repetitions), 0.95, 0.02);
}

SummaryLayout layout_with_pairs() {
  SummaryLayout layout = a_layout();
  layout.pairs = {{"profit", "drawdown"}, {"hands", "level"}};
  layout.histograms = {{"profit", -500, 500, 40}, {"drawdown", 0, 4, 7}};
  return layout;
}

TEST(Summary, HasCovariancesAndHistogramsOfWhatDidNotFail) {
  std::vector<Session> all = sessions(5000, 11);
  Rows rows = rows_of(all);
  for (const std::uint64_t row : {3u, 4u, 4999u})
    rows.fail(failure_of(row));
  Summary summary(layout_with_pairs());
  summary.add(rows);
  all.erase(all.end() - 1);
  all.erase(all.begin() + 3, all.begin() + 5);

  std::vector<double> dollars, drawdowns;
  std::vector<std::int64_t> profits(42), falls(9);
  for (const Session& one : all) {
    dollars.push_back(static_cast<double>(one.profit) / 100);
    drawdowns.push_back(one.drawdown);
    ++profits[dollars.back() < -500   ? 0
              : dollars.back() >= 500 ? 41
                                      : 1 + static_cast<std::size_t>((one.profit + 50'000) / 2'500)];
    ++falls[one.drawdown >= 4 ? 8 : 1 + static_cast<std::size_t>(one.drawdown / 4 * 7)];
  }
  EXPECT_EQ(summary.joint("profit", "drawdown").products, joint_moments_of(dollars, drawdowns).products);
  EXPECT_EQ(summary.joint("drawdown", "profit").mean_x, joint_moments_of(drawdowns, dollars).mean_x);
  EXPECT_NEAR(summary.joint("profit", "drawdown").mean_x, summary.mean("profit"), 1e-10);
  EXPECT_THAT(summary.histogram("profit"), ElementsAreArray(profits));
  EXPECT_THAT(summary.histogram("drawdown"), ElementsAreArray(falls));
  EXPECT_THAT(message_of([&] { summary.joint("profit", "hands"); }), HasSubstr("the layout has others"));
  EXPECT_THAT(message_of([&] { summary.histogram("hands"); }), HasSubstr("the layout has others"));
}

TEST(Summary, FoldsCovariancesAndHistogramsOfRuns) {
  const std::vector<Session> all = sessions(3000, 12);
  Summary whole(layout_with_pairs()), parts(layout_with_pairs()), words_of_parts(layout_with_pairs());
  whole.add(rows_of(all));
  for (std::size_t done = 0; done < all.size(); done += 700) {
    Summary part(layout_with_pairs());
    part.add(rows_of(std::span(all).subspan(done, std::min<std::size_t>(700, all.size() - done))));
    parts.fold(part);
    words_of_parts.fold(Summary(layout_with_pairs(), part.words()));
  }
  EXPECT_EQ(words(words_of_parts), words(parts));
  EXPECT_NEAR(parts.joint("profit", "drawdown").products, whole.joint("profit", "drawdown").products, 1e-6);
  EXPECT_NEAR(parts.joint("hands", "level").deviations_x, whole.joint("hands", "level").deviations_x, 1e-6);
  EXPECT_THAT(parts.histogram("profit"), ElementsAreArray(whole.histogram("profit")));
}

TEST(Summary, SaysDollarsAsTheirNearestDouble) {
  std::vector<Session> all(1);
  all[0].profit = 57;  // × 0.01 would be 0.5700000000000001
  const Summary summary = summary_of(all);
  EXPECT_EQ(summary.total("profit"), 0.57);
  EXPECT_EQ(summary.mean("profit"), 0.57);
  EXPECT_EQ(summary.maximum("profit"), 0.57);
  all[0].profit = (std::int64_t{1} << 53) - 1;
  EXPECT_EQ(summary_of(all).total("profit"), static_cast<double>((std::int64_t{1} << 53) - 1) / 100);
}

TEST(Summary, OfWholeNumbersDoesNotDependOnTheCutOrTheOrder) {
  const std::vector<Session> all = sessions(5000, 4);
  const Summary whole = summary_of(all);
  Draws draws(5);
  for (int repetition = 0; repetition < 10; ++repetition) {
    std::vector<Summary> parts;
    for (std::size_t first = 0; first < all.size();) {
      const std::size_t size = std::min<std::size_t>(static_cast<std::size_t>(draws.below(2000)), all.size() - first);
      parts.push_back(summary_of(std::span(all).subspan(first, size)));
      first += size;
    }
    Summary forwards(a_layout());
    for (const Summary& part : parts)
      forwards.fold(part);
    Summary backwards(a_layout());
    std::for_each(parts.rbegin(), parts.rend(), [&](const Summary& part) { backwards.fold(part); });
    ASSERT_EQ(whole_words(forwards), whole_words(whole));
    ASSERT_EQ(whole_words(backwards), whole_words(whole));
    ASSERT_NEAR(forwards.mean("drawdown"), whole.mean("drawdown"), 1e-14);
    ASSERT_NEAR(forwards.standard_deviation("drawdown"), whole.standard_deviation("drawdown"), 1e-12);
    ASSERT_EQ(forwards.quantile("profit", 0.3), whole.quantile("profit", 0.3));
  }
}

TEST(Summary, OfTheSameBlocksHasTheSameBits) {
  const std::vector<Session> all = sessions(5000, 6);
  const auto in_blocks = [&] {
    Summary total(a_layout());
    Summary block(a_layout());
    for (std::size_t first = 0; first < all.size(); first += 999) {
      block.clear();
      block.add(rows_of(std::span(all).subspan(first, std::min<std::size_t>(999, all.size() - first))));
      total.fold(Summary(a_layout(), block.words()));
    }
    return words(total);
  };
  EXPECT_EQ(in_blocks(), in_blocks());
}

TEST(Summary, AddsBlocksAsItFoldsThem) {
  const std::vector<Session> all = sessions(3000, 7);
  const auto first = std::span(all).first(1700);
  const auto second = std::span(all).subspan(1700);
  Summary added = summary_of(first);
  added.add(rows_of(second));
  Summary folded = summary_of(first);
  folded.fold(summary_of(second));
  EXPECT_EQ(words(added), words(folded));
}

TEST(Summary, SurvivesItsWords) {
  const Summary summary = summary_of(sessions(1000, 8));
  ASSERT_EQ(summary.words().size(), Summary::word_count(a_layout()));
  const Summary again(a_layout(), summary.words());
  EXPECT_EQ(words(again), words(summary));
  EXPECT_EQ(again.mean("drawdown"), summary.mean("drawdown"));
  EXPECT_EQ(again.quantile("profit", 0.9), summary.quantile("profit", 0.9));
}

TEST(Summary, HasTheDocumentedWords) {
  // sessions, failures; profit, hands; ending; drawdown; level, suit; classes; the two ratios; sketches
  EXPECT_EQ(Summary::word_count(a_layout()), 2u + 6 + 6 + 3 + 4 + 6 + 6 + 2 + 4 + 3711 + 6529);
  const Summary summary = summary_of(std::vector<Session>{{-3, 5, 2, 0.5, 7, 9}});
  const std::vector<std::int64_t> first = {1, 0, -3, -1, 9, 0, -3, -3, 5, 0, 25, 0, 5, 5, 0, 0, 1};
  EXPECT_THAT(summary.words().first(first.size()), ElementsAreArray(first));
  const std::vector<std::int64_t> later = {7, 0, 49, 0, 7, 7, 9, 0, 81, 0, 9, 9, 0, 5, -15, -1, -15, -1};
  EXPECT_THAT(summary.words().subspan(21, later.size()), ElementsAreArray(later));
}

TEST(Summary, OfNoSessionIsUndefined) {
  Summary summary = summary_of(sessions(10, 9));
  summary.clear();
  EXPECT_EQ(words(summary), words(Summary(a_layout())));
  EXPECT_EQ(summary.sessions(), 0);
  for (const char* column : {"profit", "drawdown"}) {
    EXPECT_TRUE(std::isnan(summary.mean(column)));
    EXPECT_TRUE(std::isnan(summary.standard_deviation(column)));
    EXPECT_TRUE(std::isnan(summary.minimum(column)));
    EXPECT_TRUE(std::isnan(summary.maximum(column)));
    EXPECT_TRUE(std::isnan(summary.quantile(column, 0.5)));
    EXPECT_EQ(summary.total(column), 0);
  }
  EXPECT_TRUE(std::isnan(summary.ratio("profit_per_hand").value));
  EXPECT_TRUE(std::isnan(summary.ratio("profit_per_hand").standard_error));
  EXPECT_THAT(summary.counts("ending"), ElementsAre(0, 0, 0));

  const Summary before = summary_of(sessions(10, 9));
  Summary after = before;
  after.fold(summary);
  EXPECT_EQ(words(after), words(before));
  summary.fold(before);
  EXPECT_EQ(words(summary), words(before));
}

TEST(Summary, OfOneSessionHasNoDeviation) {
  const Summary summary = summary_of(sessions(1, 10));
  for (const char* column : {"profit", "drawdown"}) {
    EXPECT_FALSE(std::isnan(summary.mean(column)));
    EXPECT_EQ(summary.minimum(column), summary.maximum(column));
    EXPECT_EQ(summary.quantile(column, 0.5), summary.mean(column));
    EXPECT_TRUE(std::isnan(summary.standard_deviation(column)));
  }
  EXPECT_TRUE(std::isnan(summary.ratio("profit_per_hand").standard_error));
}

TEST(Summary, OfTheLargestNumbersIsExact) {
  std::vector<Session> all(3);
  all[0].profit = std::numeric_limits<std::int64_t>::max();
  all[1].profit = std::numeric_limits<std::int64_t>::min();
  Summary summary = summary_of(all);
  EXPECT_EQ(summary.total("profit"), -0.01);
  EXPECT_EQ(summary.maximum("profit"), 0x1p63 / 100);
  EXPECT_NEAR(summary.standard_deviation("profit"), 0x1p63 / 100, 1);
  EXPECT_EQ(summary.quantile("profit", 0.5), 0);
  EXPECT_LE(summary.quantile("profit", 1), summary.maximum("profit"));
  summary.fold(summary_of(all));
  EXPECT_EQ(summary.total("profit"), -0.02);
  EXPECT_TRUE(std::isnan(summary.standard_deviation("profit")));  // Σx² ≥ 2^127
}

TEST(Summary, LeavesFailedRowsOut) {
  const std::vector<Session> all = sessions(1000, 11);
  Rows rows = rows_of(all);
  std::vector<Session> survivors;
  const std::vector<std::uint64_t> failed{999, 0, 500, 501, 500};  // in no order, one twice
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool lost = std::find(failed.begin(), failed.end(), i) != failed.end();
    if (lost) {
      rows.column<std::uint8_t>("ending")[i] = 77;  // whatever it holds
      rows.column<double>("drawdown")[i] = std::numeric_limits<double>::quiet_NaN();
    } else {
      survivors.push_back(all[i]);
    }
  }
  for (const std::uint64_t row : failed)
    rows.fail(failure_of(row));
  Rows expected = rows_of(survivors);
  std::copy_n(rows.tally("classes").begin(), 2, expected.tally("classes").begin());

  Summary summary(a_layout());
  summary.add(rows);
  Summary of_survivors(a_layout());
  of_survivors.add(expected);
  EXPECT_EQ(summary.failures(), 4);
  EXPECT_EQ(summary.sessions(), 996);
  std::vector<std::int64_t> without_failures = words(summary);
  without_failures[1] = 0;
  EXPECT_EQ(without_failures, words(of_survivors));
}

TEST(Summary, OfFailedRowsOnlyIsUndefined) {
  Rows rows = rows_of(sessions(2, 12));
  rows.fail(failure_of(0));
  rows.fail(failure_of(1));
  Summary summary(a_layout());
  summary.add(rows);
  EXPECT_EQ(summary.failures(), 2);
  EXPECT_TRUE(std::isnan(summary.mean("drawdown")));
  rows.fail(failure_of(2));
  EXPECT_THAT(message_of([&] { summary.add(rows); }), HasSubstr("row 2 is said to have failed (the run has 2 rows)"));
}

TEST(Summary, QuantilesAreWithinASixtyFourthOfTheSortedValues) {
  const std::vector<Session> all = sessions(20'000, 13);
  const Summary summary = summary_of(all);
  std::vector<double> profits;
  std::vector<double> drawdowns;
  for (const Session& one : all) {
    profits.push_back(static_cast<double>(one.profit) / 100);
    drawdowns.push_back(one.drawdown);
  }
  std::sort(profits.begin(), profits.end());
  std::sort(drawdowns.begin(), drawdowns.end());
  for (int i = 1; i <= 1000; ++i) {
    const auto rank = static_cast<std::size_t>(20 * i - 1);
    const double profit = summary.quantile("profit", i / 1000.0);
    ASSERT_NEAR(profit, profits[rank], std::abs(profits[rank]) / 64 + 1e-9) << i;
    ASSERT_NEAR(summary.quantile("drawdown", i / 1000.0), drawdowns[rank], drawdowns[rank] / 64) << i;
  }
  EXPECT_EQ(summary.quantile("profit", 0), profits.front());
  EXPECT_EQ(summary.quantile("profit", 1), profits.back());
}

TEST(Summary, RejectsACodeWithoutALabel) {
  std::vector<Session> all = sessions(1000, 14);
  all[321].ending = 3;
  EXPECT_EQ(message_of([&] { summary_of(all); }),
            "column \"ending\" holds the code 3 (its 3 labels have the codes 0 to 2) let the workload declare a label "
            "for it");
}

TEST(Summary, CountsCategoriesOfEveryWholeType) {
  for (const Type type : {Type::int16, Type::int32, Type::int64}) {
    const SummaryLayout layout{.columns = {{.name = "kind", .type = type, .categories = {"a", "b"}}},
                               .tallies = {},
                               .ratios = {},
                               .sketched = {}};
    Rows rows(layout.columns, {});
    rows.reset(3);
    const auto set = [&](std::size_t row, int code) {
      if (type == Type::int16) rows.column<std::int16_t>(0)[row] = static_cast<std::int16_t>(code);
      if (type == Type::int32) rows.column<std::int32_t>(0)[row] = code;
      if (type == Type::int64) rows.column<std::int64_t>(0)[row] = code;
    };
    set(0, 1), set(1, 0), set(2, 1);
    Summary summary(layout);
    summary.add(rows);
    EXPECT_THAT(summary.counts("kind"), ElementsAre(1, 2));
    set(1, -1);
    EXPECT_THAT(message_of([&] { summary.add(rows); }), HasSubstr("holds the code -1"));
  }
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
