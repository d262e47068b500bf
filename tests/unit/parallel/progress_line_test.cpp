#include "parallel/line/progress_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace ergodic::parallel {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// 123.4 of 10¹² sessions, at 567.8 million a second: 876 600 000 000 / 567 800 000 s = 25.73 min are left.
const Progress large{123'400'000'000, 1'000'000'000'000, 100'000'000'000, 1'234'567, 100'000'000'000 / 567.8e6};
const std::string percents = " 12.3 %", left = "25 min 44 s";

TEST(ProgressLine, NeverFillsTheTerminalAndKeepsPercentsAndTimeLeftAsLongAsTheyFit) {
  for (std::size_t columns = 10; columns <= 250; ++columns) {
    for (const std::string& line :
         {progress_bar(large, large.rate(), columns - 1), progress_line(large, large.rate(), columns - 1, "running")}) {
      EXPECT_LT(line.size(), columns);
      EXPECT_THAT(line, HasSubstr(percents.substr(0, columns - 1))) << columns;
      if (percents.size() + 2 + left.size() < columns) {
        EXPECT_THAT(line, HasSubstr(left)) << columns;
      }
      EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; })) << line;
    }
  }
}

TEST(ProgressLine, LosesItsFieldsInTheOrderThatIsStated) {
  const std::vector<std::string> all = {
      "===",           "running", "567.80 M/s", " sessions", "123 400 000 000 of 1", "1 234 567 failed",
      "min 44 s left", left,      percents};
  std::vector<std::size_t> shown_from;  // the narrowest line that has it
  for (const std::string& field : all) {
    const bool is_bar = field == "===";
    std::size_t width = 250;
    while (width > 0) {
      const std::string line = is_bar ? progress_bar(large, large.rate(), width - 1)
                                      : progress_line(large, large.rate(), width - 1, "running");
      if (line.find(field) == std::string::npos) break;
      --width;
    }
    shown_from.push_back(width);
  }
  // The bar is drawn without a word before it, 9 characters.
  shown_from.front() += 9;
  EXPECT_TRUE(std::is_sorted(shown_from.rbegin(), shown_from.rend())) << testing::PrintToString(shown_from);
  EXPECT_EQ(shown_from.back(), percents.size());
}

TEST(ProgressLine, IsWholeWhereThereIsRoom) {
  EXPECT_EQ(progress_text(large, large.rate()),
            " 12.3 %  123 400 000 000 of 1 000 000 000 000 sessions  567.80 M/s  1 234 567 failed  25 min 44 s left");
  EXPECT_EQ(progress_line(large, large.rate(), 250), progress_text(large, large.rate()));
  EXPECT_THAT(progress_bar(large, large.rate(), 250), HasSubstr("[====                                    ] "));
  const Progress done{100, 100, 0, 0, 0};
  EXPECT_EQ(progress_bar(done, done.rate(), 79),
            "[========================================] 100.0 %  100 of 100 sessions  0/s");
}

TEST(ProgressLine, OfSessionsThatTakeDaysIsOfUse) {
  const Progress slow{3, 1'000'000'000'000'000'000, 3, 0, 30};
  EXPECT_THAT(progress_text(slow, slow.rate()), HasSubstr("  0.1/s  "));
  EXPECT_THAT(progress_text(slow, slow.rate()), EndsWith("more than 1000 years left"));
  const Progress begun{0, 1000, 0, 0, 0};
  EXPECT_THAT(progress_text(begun, begun.rate()), Not(HasSubstr("left"))) << "nothing is known yet";
}

}  // namespace
}  // namespace ergodic::parallel
