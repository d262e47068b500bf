#include "engine/run/sync_pace.hpp"

#include <gtest/gtest.h>

namespace ergodic::engine {
namespace {

/// [s] from a sync that took so long to the next one that is due, in steps of a millisecond.
double interval_after(double cost) {
  SyncPace pace(0);
  pace.synced(10 - cost, 10);
  int milliseconds = 0;
  while (!pace.is_due(10 + milliseconds / 1000.0))
    ++milliseconds;
  return milliseconds / 1000.0;
}

TEST(ASyncPace, LetsASyncTakeAFiveHundredthOfTheTime) {
  EXPECT_NEAR(interval_after(0.001), 0.5, 0.002);
  EXPECT_NEAR(interval_after(0.006), 3, 0.002);
}

TEST(ASyncPace, IsNeitherAfterEachShortBlockNorSeldom) {
  EXPECT_NEAR(interval_after(0), 0.1, 0.002);
  EXPECT_NEAR(interval_after(2), 5, 0.002);
}

TEST(ASyncPace, BeginsWithAShortInterval) {
  EXPECT_FALSE(SyncPace(3).is_due(3.09));
  EXPECT_TRUE(SyncPace(3).is_due(3.11));
}

}  // namespace
}  // namespace ergodic::engine
