#include "parallel/progress.hpp"

#include "parallel/communicator.hpp"
#include "parallel/exchange.hpp"
#include "parallel/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::parallel {
namespace {

using testing::HasSubstr;

struct HandClock final : Clock {
  double now() const override { return seconds; }
  double seconds = 100;
};

TEST(Progress, LogsALineAtGrowingIntervals) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::log, out, clock);
  std::vector<double> lines;
  for (int tick = 0; tick < 10000; ++tick) {  // 1000 s
    clock.seconds += 0.1;
    const auto before = out.str().size();
    report->show({static_cast<std::uint64_t>(tick), 10000, static_cast<std::uint64_t>(tick), 0});
    if (out.str().size() > before) lines.push_back(clock.seconds - 100);
  }
  ASSERT_GT(lines.size(), 8u);
  EXPECT_LT(lines.size(), 25u) << "a batch log is not flooded";
  EXPECT_NEAR(lines[0], 1, 0.2);
  EXPECT_NEAR(lines[1], 2, 0.3);
  EXPECT_NEAR(lines[2], 4, 0.5);
  EXPECT_LE(lines.back() - lines[lines.size() - 2], 60.3);
}

TEST(Progress, TellsRateAndTimeToFinish) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::log, out, clock);
  clock.seconds += 10;
  report->show({600'000, 1'000'000, 100'000, 3, 10});
  EXPECT_THAT(out.str(), HasSubstr("60.0 %"));
  EXPECT_THAT(out.str(), HasSubstr("600 000 of 1 000 000 sessions"));
  EXPECT_THAT(out.str(), HasSubstr("10.0 k/s")) << "the rate is of this run's sessions";
  EXPECT_THAT(out.str(), HasSubstr("40.0 s left"));
  EXPECT_THAT(out.str(), HasSubstr("3 failed"));
}

TEST(Progress, DividesByTheTimeInWhichWasCounted) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::log, out, clock);
  clock.seconds += 19;  // in the second block of 10 s
  report->show({100, 1000, 100, 0, 10});
  EXPECT_THAT(out.str(), HasSubstr("10/s  1 min 30 s left  after 19.0 s"));
}

TEST(Progress, LogsTheLastLineOnce) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::log, out, clock);
  clock.seconds += 5;
  report->show({100, 100, 100, 0, 5});
  report->close({100, 100, 100, 0, 5});
  EXPECT_EQ(out.str(), "ergodic: 100.0 %  100 of 100 sessions  20/s  after 5.0 s\n");
  const auto other = progress_report(ProgressStyle::log, out, clock);
  clock.seconds += 5;
  other->show({90, 100, 90, 0, 4.5});
  other->close({90, 100, 90, 1, 4.5});
  EXPECT_THAT(out.str(), testing::EndsWith("1 failed  0.5 s left  after 5.0 s\n")) << "what has changed since is told";
}

/// What stands on a terminal of so many columns, whose lines wrap, when that was written to it.
class Screen {
 public:
  explicit Screen(std::size_t columns) : columns_(columns) {}

  void write(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.compare(i, 3, "\x1b[K") == 0) {
        rows_[row_].resize(std::min(rows_[row_].size(), column_));
        i += 2;
      } else if (text.compare(i, 4, "\x1b[2K") == 0) {
        rows_[row_].clear();
        i += 3;
      } else if (text.compare(i, 3, "\x1b[B") == 0) {
        row_ = std::min(row_ + 1, rows_.size() - 1);
        i += 2;
      } else if (text.compare(i, 2, "\x1b[") == 0 &&
                 text.find('A', i) < text.find_first_not_of("0123456789", i + 2) + 1) {
        row_ -= static_cast<std::size_t>(std::stoul(text.substr(i + 2)));
        i = text.find('A', i);
      } else if (text.compare(i, 5, "\x1b[?7l") == 0 || text.compare(i, 5, "\x1b[?7h") == 0) {
        wraps_ = text[i + 4] == 'h';
        i += 4;
      } else if (text[i] == '\r') {
        column_ = 0;
      } else if (text[i] == '\n') {
        next_row();
      } else {
        put(text[i]);
      }
    }
  }

  /// Wraps anew what is wider by now; the cursor stays on the character that it is on.
  void resize(std::size_t columns) {
    ASSERT_EQ(column_, 0u) << "the cursor rests at a line's begin";
    std::vector<std::string> rows;
    std::size_t row = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i == row_) row = rows.size();
      rows.push_back(rows_[i].substr(0, columns));
      for (std::size_t at = columns; at < rows_[i].size(); at += columns)
        rows.push_back(rows_[i].substr(at, columns));
    }
    rows_ = rows;
    row_ = row;
    columns_ = columns;
  }

  const std::vector<std::string>& rows() const { return rows_; }

 private:
  void put(char c) {
    if (column_ == columns_ && wraps_) next_row();
    column_ = std::min(column_, columns_ - 1);
    rows_[row_].resize(std::max(rows_[row_].size(), column_ + 1), ' ');
    rows_[row_][column_++] = c;
  }
  void next_row() {
    column_ = 0;
    if (++row_ == rows_.size()) rows_.emplace_back();
  }

  std::size_t columns_;
  std::vector<std::string> rows_{""};
  std::size_t row_ = 0, column_ = 0;
  bool wraps_ = true;
};

TEST(Progress, DrawsOneBarWhateverTheWidthOfTheTerminalBecomes) {
  HandClock clock;
  std::ostringstream out;
  int columns = 200;
  Screen screen(200);
  const auto report = progress_report(ProgressStyle::bar, out, clock, [&] { return columns; });
  const auto draw = [&](std::uint64_t done) {
    clock.seconds += 1;
    out.str("");
    report->show({done, 1'000'000'000'000, done, 7, clock.seconds - 100});
    screen.write(out.str());
    ASSERT_TRUE(std::all_of(screen.rows().begin() + 1, screen.rows().end(), [](const auto& row) {
      return row.empty();
    })) << testing::PrintToString(screen.rows());
    ASSERT_LT(screen.rows().front().size(), static_cast<std::size_t>(columns));
  };
  std::uint64_t done = 0;
  for (const int next : {200, 80, 40, 20, 120, 60, 200, 20, 2, 80}) {
    columns = next;
    screen.resize(static_cast<std::size_t>(next));
    draw(done += 10'000'000'000);
    draw(done += 10'000'000'000);
  }
  out.str("");
  report->close({1'000'000'000'000, 1'000'000'000'000, done, 7, 20});
  screen.write(out.str());
  EXPECT_THAT(screen.rows().front(), HasSubstr("100.0 %"));
}

TEST(Progress, DrawsFourTimesASecond) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::bar, out, clock);
  for (std::uint64_t i = 0; i < 100; ++i) {
    clock.seconds += 0.1;
    report->show({i, 100, i, 0, 0.1 * static_cast<double>(i)});
  }
  const std::string text = out.str();
  const auto drawn = std::count(text.begin(), text.end(), 'K');
  EXPECT_GE(drawn, 30);
  EXPECT_LE(drawn, 45);
}

TEST(Progress, EndsItsLineBeforeAnErrorIsTold) {
  HandClock clock;
  std::ostringstream out;
  auto report = progress_report(ProgressStyle::bar, out, clock);
  report->show({1, 2, 1, 0, 1});
  report.reset();
  const std::string text = out.str();
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(Progress, WritesJsonLines) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::json, out, clock);
  clock.seconds += 2;
  report->show({10, 40, 10, 0, 2});
  report->close({40, 40, 40, 0, 2});
  std::istringstream lines(out.str());
  std::string line;
  std::getline(lines, line);
  const auto first = nlohmann::json::parse(line);
  EXPECT_EQ(first["state"], "running");
  EXPECT_EQ(first["sessions_per_s"], 5.0);
  EXPECT_EQ(first["left_s"], 6.0);
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["state"], "complete");
}

TEST(Progress, StaysSilentWhenAsked) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::none, out, clock);
  report->show({1, 2, 1, 0});
  report->close({2, 2, 2, 0});
  EXPECT_EQ(out.str(), "");
}

TEST(SerialCommunicator, IsOneRankWhoseErrorsPassThrough) {
  const Communicator serial = Communicator::serial();
  EXPECT_EQ(serial.rank(), 0);
  EXPECT_EQ(serial.size(), 1);
  EXPECT_EQ(serial.broadcast(std::string("x")), "x");
  try {
    serial.together([] { throw StudyError("s:1:1: wrong"); });
    FAIL();
  } catch (const SharedError& error) {
    EXPECT_STREQ(error.what(), "s:1:1: wrong");
    EXPECT_EQ(error.code(), ExitCode::usage);
  }
}

TEST(SerialExchange, CompletesEachRoundAtOnce) {
  const Communicator serial = Communicator::serial();
  HandClock clock;
  Exchange exchange(serial, clock, 1.0);
  EXPECT_FALSE(exchange.poll({.sessions = 1, .working = 1}).has_value()) << "not due yet";
  clock.seconds += 1;
  const auto total = exchange.poll({.sessions = 2, .working = 1});
  ASSERT_TRUE(total.has_value());
  EXPECT_EQ(total->sessions, 2);
}

TEST(SerialSchedule, HandsOutEverythingOnce) {
  const Communicator serial = Communicator::serial();
  for (const auto& schedule : {static_schedule(serial, 5), dynamic_schedule(serial, 5)}) {
    EXPECT_EQ(schedule->next(), (IndexRange{0, 5}));
    EXPECT_FALSE(schedule->next().has_value());
  }
}

}  // namespace
}  // namespace ergodic::parallel
