#include "cli/output/text_table.hpp"

#include "cli/output/number_text.hpp"
#include "cli/output/rank_table.hpp"
#include "cli/terminal.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

using Column = TextTable::Column;

TextTable figures() {
  TextTable table(2, {Column::right, Column::right, Column::with_previous});
  table.add({"case", "sessions", "win rate", "±"});
  table.add({"basic", "20 000", "32.1 %", "0.6 %"});
  table.add({"größer", "5"});
  return table;
}

TEST(TextTable, IsAsWideAsItsCellsWhereThereIsRoom) {
  const std::string whole =
      "  case    sessions  win rate      ±\n"
      "  basic     20 000    32.1 %  0.6 %\n"
      "  größer         5\n";
  EXPECT_EQ(figures().text(any_width), whole);
  EXPECT_EQ(figures().text(35), whole);
}

TEST(TextTable, GoesOnBelowWhereThereIsNoRoomAndKeepsTogetherWhatBelongsTogether) {
  EXPECT_EQ(figures().text(34),
            "  case    sessions\n"
            "  basic     20 000\n"
            "  größer         5\n"
            "\n"
            "  case    win rate      ±\n"
            "  basic     32.1 %  0.6 %\n"
            "  größer\n");
}

TEST(TextTable, LeavesOutTheMiddleOfLabelsThatTakeMoreThanHalfTheWidth) {
  TextTable table;
  table.add({"case", "value"});
  table.add({"strategy.type=basic,bankroll.base_bet=größer", "1"});
  EXPECT_EQ(table.text(40),
            "case                  value\n"
            "strategy.…bet=größer      1\n");
  EXPECT_EQ(table.text(51), table.text(any_width)) << "it fits";
}

TEST(TextTable, FitsEveryWidthThatTwoColumnsHaveRoomIn) {
  for (std::size_t width = 30; width < 250; ++width) {
    TextTable table;
    for (int line = 0; line < 3; ++line) {
      table.add({"a label of some length" + std::string(static_cast<std::size_t>(10 * line), '.')});
      for (int i = 0; i < 12; ++i)
        table.add_cell(std::string(static_cast<std::size_t>(1 + i), '1'));
    }
    std::istringstream lines(table.text(width));
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(width_of(line), width);
  }
}

TEST(Folded, BreaksBetweenFieldsAlone) {
  const std::string line = "  win rate          32.1 %  95 % interval 31.4 % to 32.7 %  exact 32.1 %, z = -0.11\n";
  EXPECT_EQ(folded(line, any_width), line);
  EXPECT_EQ(folded(line, 84), line);
  EXPECT_EQ(folded(line, 60),
            "  win rate          32.1 %  95 % interval 31.4 % to 32.7 %\n"
            "      exact 32.1 %, z = -0.11\n");
  EXPECT_EQ(folded(line, 30),
            "  win rate          32.1 %\n"
            "      95 % interval 31.4 % to 32.7 %\n"
            "      exact 32.1 %, z = -0.11\n")
      << "a field is never broken";
  const std::string sentence = "Next: ergodic merge a.h5 a.*of8.h5, when all 8 shards are complete\n\nend";
  EXPECT_EQ(folded(sentence, 20), sentence);
  EXPECT_EQ(folded("", 20), "");
}

TEST(NumberText, HasNoDigitsThatNobodyReads) {
  EXPECT_EQ(measured(12.3456, {12, 13}), "12.3");
  EXPECT_EQ(measured(1.23456e200, {1.2e200, 1.3e200}), "1.23e+200");
  EXPECT_EQ(measured(-1.23456e200, {-2e201, 1e201}), "-1.2e+200") << "less precise than it is large";
  EXPECT_EQ(measured(1.7e308, {-1.7e308, 1.7e308}), "1.7000e+308") << "their difference is infinite";
  EXPECT_EQ(measured(123456789012345, {123456789012344, 123456789012346}), "123456789012345.0");
  EXPECT_EQ(measured(1.5e-20, {1.4e-20, 1.6e-20}), "1.50e-20") << "not 0.000000000";
  EXPECT_EQ(measured(1.5e-20, {std::nan(""), std::nan("")}), "1.5000e-20");
  EXPECT_EQ(measured(0.5, {0.5 - 1e-13, 0.5 + 1e-13}), "0.500000000");
  EXPECT_EQ(measured(0, {0, 0}), "0.0000");
  EXPECT_EQ(interval_text({1.2e200, 1.3e200}), "1.20e+200 to 1.30e+200");
  EXPECT_EQ(z_text(-0.114), "-0.11");
  EXPECT_EQ(z_text(0.0), "+0.00");
  EXPECT_EQ(z_text(1e300), "+1.0000e+300");
  EXPECT_EQ(z_text(std::nullopt), "-");
}

std::vector<engine::RankRecord> working_ranks(std::size_t count) {
  std::vector<engine::RankRecord> ranks(count);
  for (std::size_t i = 0; i < count; ++i)
    ranks[i] = {1000 + i, 0, {i, i + 1}, 1.0};
  return ranks;
}

TEST(ShownRanks, AreAllOfFew) {
  const ShownRanks shown = shown_ranks(working_ranks(most_ranks_shown), 0);
  EXPECT_EQ(shown.slowest.size(), most_ranks_shown);
  EXPECT_TRUE(shown.silent.empty() && shown.others.empty());
}

TEST(ShownRanks, AreOfManyTheSilentAndTheFiveSlowestThatHaveWork) {
  auto ranks = working_ranks(100);
  ranks[70].sessions = 10;
  ranks[0].blocks = {};  // idle: it is not slow
  ranks[20].silent_for = rank_silence;
  ranks[21].silent_for = 400;
  ranks[22].silent_for = std::nullopt;
  const ShownRanks shown = shown_ranks(ranks, 0);
  EXPECT_EQ(shown.silent, (std::vector<std::size_t>{22, 21, 20}));
  EXPECT_EQ(shown.slowest, (std::vector<std::size_t>{70, 1, 2, 3, 4}));
  EXPECT_EQ(shown.others.size(), 92u);
  EXPECT_EQ(shown.silent_more, 0u);
}

TEST(ShownRanks, AreCountedWhereAllAreSilent) {
  const ShownRanks shown = shown_ranks(working_ranks(1000), 2 * rank_silence);
  EXPECT_EQ(shown.silent.size(), most_ranks_shown);
  EXPECT_EQ(shown.silent_more, 1000 - most_ranks_shown);
  EXPECT_TRUE(shown.slowest.empty() && shown.others.empty());
}

TEST(RankTable, NamesTheOthers) {
  engine::RunRecord run;
  run.per_rank = working_ranks(100);
  run.hosts.assign(100, "node");
  const std::string text = rank_table(run, 0, 60);
  EXPECT_NE(text.find("and 95 more ranks, with 1 005 to 1 099 sessions"), std::string::npos) << text;
  EXPECT_EQ(text.find("silent"), std::string::npos);
}

}  // namespace
}  // namespace ergodic::cli
