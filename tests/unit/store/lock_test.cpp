#include "store/disk/lock.hpp"

#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <utility>

namespace ergodic::store {
namespace {

using testing::HasSubstr;

class OutputLockTest : public testing::Test {
 protected:
  bool is_free() const {
    try {
      const OutputLock next(output);
      return true;
    } catch (const OutputInUse&) {
      return false;
    }
  }
  bool lock_is_there() const { return std::filesystem::exists(lock_of(output)); }

  const test::TemporaryFolder folder;
  const std::filesystem::path output = folder / "out.h5";
};

TEST_F(OutputLockTest, KeepsASecondRunOffUntilTheFirstHasEnded) {
  {
    const OutputLock first(output);
    EXPECT_FALSE(is_free());
    EXPECT_NO_THROW(OutputLock other(folder / "other.h5"));
  }
  EXPECT_TRUE(is_free());
  EXPECT_FALSE(lock_is_there()) << "it is removed";
}

TEST_F(OutputLockTest, GoesAlongWhenItIsMoved) {
  OutputLock holder;
  {
    OutputLock first(output);
    holder = std::move(first);
  }
  EXPECT_FALSE(is_free());
}

TEST_F(OutputLockTest, IsHeldAsLongAsAnyRankOfTheRunLives) {
  OutputLock first(output);
  const auto invitation = first.share();
  OutputLock second = OutputLock::join(invitation);
  OutputLock third = OutputLock::join(invitation);
  EXPECT_FALSE(is_free());
  first = {};
  EXPECT_FALSE(is_free()) << "the rank that took it is gone, two others are not";
  second = {};
  EXPECT_FALSE(is_free());
  EXPECT_TRUE(lock_is_there());
  third = {};
  EXPECT_TRUE(is_free());
}

TEST_F(OutputLockTest, IsRemovedByTheRankThatTookItWhenTheOthersAreGone) {
  OutputLock first(output);
  { const OutputLock second = OutputLock::join(first.share()); }
  EXPECT_TRUE(lock_is_there());
  first = {};
  EXPECT_FALSE(lock_is_there());
}

TEST_F(OutputLockTest, KeepsOffARankWhoseRunHasNotTheOutputAnyMore) {
  OutputLock::Invitation late;
  {
    OutputLock first(output);
    late = first.share();
  }
  EXPECT_THROW(OutputLock::join(late), InputOutputError) << "the lock is gone with its run";
  OutputLock next(output);
  EXPECT_THROW(OutputLock::join(late, 0.1), OutputInUse) << "the next run makes the output ready";
  next.share();
  EXPECT_THROW(OutputLock::join(late, 0.1), OutputInUse) << "the next run is at work";
}

TEST_F(OutputLockTest, LetsRanksJoinWhenItsOwnerCouldNotWriteItself) {
  OutputLock first(output);
  const auto invitation = first.share();
  std::filesystem::resize_file(lock_of(output), 0);  // as a full disk leaves it
  EXPECT_NO_THROW(OutputLock::join(invitation));
}

TEST_F(OutputLockTest, IsTakenAwayWhenNobodyHoldsItAnyMore) {
  {
    const OutputLock first(output);
    remove_abandoned_lock(output);
    EXPECT_TRUE(lock_is_there()) << "a run holds it";
  }
  std::ofstream(lock_of(output)) << "left by a run that was killed";
  remove_abandoned_lock(output);
  EXPECT_FALSE(lock_is_there());
  EXPECT_NO_THROW(remove_abandoned_lock(output)) << "there is none";
}

TEST_F(OutputLockTest, TellsWhoHoldsIt) {
  const OutputLock first(output);
  const LockSeen seen = look_at_lock(output);
  EXPECT_TRUE(seen.is_there);
  EXPECT_EQ(seen.holder, getpid());
  ASSERT_TRUE(seen.owner);
  EXPECT_TRUE(seen.owner->is_sibling());
  EXPECT_THAT(writer_text(seen),
              HasSubstr(fmt::format("another run is writing it: process {} here, since 20", getpid())));
  EXPECT_THAT(writer_text(seen), HasSubstr(fmt::format("started by the same process {} (", getppid())));
}

TEST_F(OutputLockTest, TellsOfRanksThatOutliveTheOneThatTookIt) {
  OutputLock first(output);
  const OutputLock second = OutputLock::join(first.share());
  LockOwner dead = LockOwner::here();
  dead.process = 1;  // holds no lock of ours
  write_owner(lock_of(output), dead);
  const LockSeen seen = look_at_lock(output);
  EXPECT_FALSE(seen.holder);
  EXPECT_THAT(seen.orphans, testing::Contains(getpid()));
  EXPECT_THAT(writer_text(seen), HasSubstr(fmt::format("its ranks live on as processes {}", getpid())));
}

TEST(ALockSeen, NamesAnOwnerOfAnotherMachineByItsName) {
  const LockSeen seen{true, {}, {}, LockOwner{"node07", 4711, 4700, "2026-01-31T12:00:00Z", 5}};
  EXPECT_EQ(writer_text(seen), "another run is writing it: process 4711 on node07, since 2026-01-31T12:00:00Z");
  EXPECT_EQ(writer_text({}), "another run is writing it");
}

}  // namespace
}  // namespace ergodic::store
