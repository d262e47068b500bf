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
  EXPECT_EQ(judge(false, held, std::nullopt, std::nullopt, "here"), RunState::running);
  EXPECT_EQ(judge(false, held, record_of("here", "unfinished"), 1e6, "here"), RunState::running) << "it just begins";
  EXPECT_EQ(judge(true, held, record_of("here", "running"), 1, "here"), RunState::running) << "it just ends";
}

TEST(RunStatus, IsSilentWhenARunOfThisMachineHasNotRenewedItsRecord) {
  engine::RunRecord record = record_of("here", "running");
  EXPECT_EQ(judge(false, held, record, longest_silence_here - 1, "here"), RunState::running);
  EXPECT_EQ(judge(false, held, record, longest_silence_here + 1, "here"), RunState::silent);
  EXPECT_EQ(judge(true, held, record, longest_silence_here + 1, "here"), RunState::silent) << "it copies the file";
  record.renewed_every = 20;
  EXPECT_EQ(judge(false, held, record, 59, "here"), RunState::running) << "it says that it renews it so seldom";
  EXPECT_EQ(judge(false, held, record, 61, "here"), RunState::silent);
}

TEST(RunStatus, IsRunningWhereTheSilentRecordIsOfARunBeforeIt) {
  engine::RunRecord killed = record_of("here", "running");
  killed.updated = "2026-01-31T12:00:00Z";
  store::LockSeen taken = held;
  taken.owner = store::LockOwner{"here", 4711, 1, "2026-01-31T12:00:01Z", 0};
  EXPECT_EQ(judge(false, taken, killed, 1e6, "here"), RunState::running);
  taken.owner->since = "2026-01-31T11:59:59Z";
  EXPECT_EQ(judge(false, taken, killed, 1e6, "here"), RunState::silent);
}

TEST(RunStatus, OfACompleteFileThatAnotherMachineExtendsIsRunning) {
  EXPECT_EQ(judge(true, left_behind, record_of("there", "running"), 5, "here"), RunState::running);
  EXPECT_EQ(judge(true, left_behind, record_of("there", "complete"), 5, "here"), RunState::complete);
  EXPECT_EQ(judge(true, no_lock, record_of("there", "running"), 5, "here"), RunState::complete);
}

TEST(RunStatus, IsKilledWhenTheLockOfThisMachineIsHeldByNobody) {
  EXPECT_EQ(judge(false, left_behind, record_of("here", "running"), 1, "here"), RunState::killed);
  EXPECT_EQ(judge(false, no_lock, record_of("there", "running"), 1, "here"), RunState::killed)
      << "a run removes its lock only when it has ended";
}

TEST(RunStatus, OfAnotherMachineIsKnownByTheAgeOfItsRecordAlone) {
  EXPECT_EQ(judge(false, left_behind, record_of("there", "running"), 5, "here"), RunState::running);
  EXPECT_EQ(judge(false, left_behind, record_of("there", "running"), longest_silence + 1, "here"), RunState::silent);
  EXPECT_EQ(judge(false, left_behind, std::nullopt, std::nullopt, "here"), RunState::silent);
}

TEST(RunStatus, IsStoppedOrIdleWithoutALock) {
  EXPECT_EQ(judge(false, no_lock, record_of("there", "unfinished"), 5, "here"), RunState::stopped);
  EXPECT_EQ(judge(false, no_lock, std::nullopt, std::nullopt, "here"), RunState::idle);
  EXPECT_EQ(judge(true, no_lock, std::nullopt, std::nullopt, "here"), RunState::complete);
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
