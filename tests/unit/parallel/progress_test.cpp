#include "parallel/progress.hpp"

#include "parallel/communicator.hpp"
#include "parallel/exchange.hpp"
#include "parallel/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

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
  report->show({600'000, 1'000'000, 100'000, 3});
  EXPECT_THAT(out.str(), HasSubstr("60.0 %"));
  EXPECT_THAT(out.str(), HasSubstr("600 000 of 1 000 000 sessions"));
  EXPECT_THAT(out.str(), HasSubstr("10.0 k/s")) << "the rate is of this run's sessions";
  EXPECT_THAT(out.str(), HasSubstr("40.0 s left"));
  EXPECT_THAT(out.str(), HasSubstr("3 failed"));
}

TEST(Progress, DrawsOneBarThatFitsTheTerminal) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::bar, out, clock, 100);
  for (int i = 0; i < 100; ++i) {
    clock.seconds += 0.1;
    report->show({static_cast<std::uint64_t>(i), 100, static_cast<std::uint64_t>(i), 0});
  }
  report->close({100, 100, 100, 0});
  const std::string text = out.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_LE(std::count(text.begin(), text.end(), '\r'), 45) << "four times a second";
  EXPECT_THAT(text, HasSubstr("100.0 %"));
  std::istringstream frames(text);
  for (std::string frame; std::getline(frames, frame, '\r');)
    EXPECT_LE(frame.size(), 104u);
}

TEST(Progress, WritesJsonLines) {
  HandClock clock;
  std::ostringstream out;
  const auto report = progress_report(ProgressStyle::json, out, clock);
  clock.seconds += 2;
  report->show({10, 40, 10, 0});
  report->close({40, 40, 40, 0});
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
