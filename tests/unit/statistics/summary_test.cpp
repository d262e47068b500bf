#include "unit/statistics/summaries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace ergodic::statistics {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

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

}  // namespace
}  // namespace ergodic::statistics
