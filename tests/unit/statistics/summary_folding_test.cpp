#include "unit/statistics/summaries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::statistics {
namespace {

using namespace test;
using testing::ElementsAreArray;
using testing::HasSubstr;

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

}  // namespace
}  // namespace ergodic::statistics
