#include "parallel/stop.hpp"

#include "parallel/exchange.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace ergodic::parallel {
namespace {

struct SetClock final : Clock {
  double now() const override { return seconds; }
  double seconds = 1000;
};

StopReason no_signal() { return StopReason::none; }

class AStopDecision : public testing::Test {
 protected:
  SetClock clock;
};

TEST_F(AStopDecision, FindsNoReasonWhereNothingIsAskedFor) {
  StopDecision decision({}, clock, no_signal);
  clock.seconds += 1e9;
  EXPECT_EQ(decision(), StopReason::none);
}

TEST_F(AStopDecision, StopsWhenItsTimeBudgetIsUsedUp) {
  StopDecision decision({.time_budget = 60}, clock, no_signal);
  clock.seconds += 59.9;
  EXPECT_EQ(decision(), StopReason::none);
  clock.seconds += 0.2;
  EXPECT_EQ(decision(), StopReason::time_budget);
}

TEST_F(AStopDecision, StopsBeforeTheEndOfItsJob) {
  StopDecision decision({.time_budget = 60, .end_of_job = 30}, clock, no_signal);
  clock.seconds += 30;
  EXPECT_EQ(decision(), StopReason::end_of_job);
}

TEST_F(AStopDecision, StopsForASignalAndKeepsItsReason) {
  StopReason signal = StopReason::none;
  StopDecision decision({.time_budget = 60}, clock, [&] { return signal; });
  EXPECT_EQ(decision(), StopReason::none);
  signal = StopReason::user_signal_2;
  EXPECT_EQ(decision(), StopReason::user_signal_2);
  signal = StopReason::none;
  clock.seconds += 100;
  EXPECT_EQ(decision(), StopReason::user_signal_2);
}

TEST_F(AStopDecision, SeesTheStopFileWithinASecond) {
  const test::TemporaryFolder folder;
  StopDecision decision({.stop_file = folder / "out.h5.stop"}, clock, no_signal);
  EXPECT_EQ(decision(), StopReason::none);
  std::ofstream(folder / "out.h5.stop").put('\n');
  clock.seconds += 0.1;
  EXPECT_EQ(decision(), StopReason::none) << "it does not look at every block";
  clock.seconds += 0.5;
  EXPECT_EQ(decision(), StopReason::stop_file);
}

TEST(StopSignals, LeaveAMarkInsteadOfEndingTheProgram) {
  catch_stop_signals();
  EXPECT_EQ(signal_received(), StopReason::none);
  std::raise(SIGTERM);
  EXPECT_EQ(signal_received(), StopReason::termination);
  std::raise(SIGUSR1);
  EXPECT_EQ(signal_received(), StopReason::termination) << "the first is the reason";
}

/// In a process of its own, whose first signal is another one.
void end_by(int number, double seconds_between) {
  catch_stop_signals();
  std::raise(number);
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds_between));
  std::raise(number);
  std::_Exit(signal_received() == (number == SIGINT ? StopReason::interrupt : StopReason::hang_up) ? 75 : 1);
}

TEST(StopSignals, OfATerminalEndTheProgramTheSecondTime) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  for (const int number : {SIGINT, SIGHUP}) {
    EXPECT_EXIT(end_by(number, 0.6), testing::KilledBySignal(number), "");
    EXPECT_EXIT(end_by(number, 0.1), testing::ExitedWithCode(75), "") << "it is the same one, sent twice";
  }
}

TEST(StopSignals, ThatAreIgnoredStayIgnored) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  const auto under_nohup = [] {
    std::signal(SIGHUP, SIG_IGN);
    catch_stop_signals();
    std::raise(SIGHUP);
    std::_Exit(signal_received() == StopReason::none ? 75 : 1);
  };
  EXPECT_EXIT(under_nohup(), testing::ExitedWithCode(75), "");
}

TEST(UsualStopMargin, IsAMinuteAndATenthOfAShorterJob) {
  EXPECT_EQ(usual_stop_margin(86400), 60);
  EXPECT_EQ(usual_stop_margin(100), 10);
  EXPECT_EQ(usual_stop_margin(-5), 0);
}

TEST(Pulse, CarriesEachReasonThroughASum) {
  for (const StopReason reason :
       {StopReason::user_signal_1, StopReason::user_signal_2, StopReason::termination, StopReason::interrupt,
        StopReason::hang_up, StopReason::time_budget, StopReason::end_of_job, StopReason::stop_file}) {
    Pulse pulse;
    EXPECT_EQ(pulse.stop_reason(), StopReason::none);
    pulse.stop_for(StopReason::none);
    EXPECT_EQ(pulse.stop_reason(), StopReason::none);
    pulse.stop_for(reason);
    EXPECT_EQ(pulse.stop_reason(), reason) << explain(reason);
  }
}

}  // namespace
}  // namespace ergodic::parallel
