#include "analysis/run_status.hpp"

#include <gtest/gtest.h>

#include <ctime>

namespace ergodic::analysis {
namespace {

engine::RunRecord record_of(const std::string& host, const std::string& state) {
  engine::RunRecord record;
  record.hosts = {host, "elsewhere"};
  record.state = state;
  return record;
}

const store::LockSeen no_lock{};
const store::LockSeen held{true, 4711};
const store::LockSeen left_behind{true, std::nullopt};

TEST(RunStatus, IsRunningWhileAProcessOfThisMachineHoldsTheLock) {
  EXPECT_EQ(judge(false, held, std::nullopt, std::nullopt, "here"), Activity::running);
  EXPECT_EQ(judge(false, held, record_of("here", "unfinished"), 1e6, "here"), Activity::running) << "it just begins";
  EXPECT_EQ(judge(true, held, record_of("here", "running"), 1, "here"), Activity::running) << "it just ends";
}

TEST(RunStatus, IsKilledWhenTheLockOfThisMachineIsHeldByNobody) {
  EXPECT_EQ(judge(false, left_behind, record_of("here", "running"), 1, "here"), Activity::killed);
  EXPECT_EQ(judge(false, no_lock, record_of("there", "running"), 1, "here"), Activity::killed)
      << "a run removes its lock only when it has ended";
}

TEST(RunStatus, OfAnotherMachineIsKnownByTheAgeOfItsRecordAlone) {
  EXPECT_EQ(judge(false, left_behind, record_of("there", "running"), 5, "here"), Activity::running);
  EXPECT_EQ(judge(false, left_behind, record_of("there", "running"), longest_silence + 1, "here"), Activity::silent);
  EXPECT_EQ(judge(false, left_behind, std::nullopt, std::nullopt, "here"), Activity::silent);
}

TEST(RunStatus, IsStoppedOrIdleWithoutALock) {
  EXPECT_EQ(judge(false, no_lock, record_of("there", "unfinished"), 5, "here"), Activity::stopped);
  EXPECT_EQ(judge(false, no_lock, std::nullopt, std::nullopt, "here"), Activity::idle);
  EXPECT_EQ(judge(true, no_lock, std::nullopt, std::nullopt, "here"), Activity::complete);
}

TEST(RunStatus, ReadsTheTimesOfARecord) {
  const std::optional<double> age = engine::seconds_since(engine::timestamp());
  ASSERT_TRUE(age);
  EXPECT_NEAR(*age, 0, 2);
  EXPECT_FALSE(engine::seconds_since("yesterday"));
  EXPECT_FALSE(engine::seconds_since(""));
}

}  // namespace
}  // namespace ergodic::analysis
