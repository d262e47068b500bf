#include "core/activity.hpp"

#include <gtest/gtest.h>

namespace ergodic {
namespace {

TEST(Activity, SaysHowFarItIsInItsUnit) {
  EXPECT_EQ(activity_text({Phase::copying, 3'000'000'000, 6'000'000'000}), "copying 3.00 of 6.00 GB");
  EXPECT_EQ(activity_text({Phase::copying, 7, 600}), "copying 7 of 600 B");
  EXPECT_EQ(activity_text({Phase::copying, 0, 1'500}), "copying 0.00 of 1.50 kB");
  EXPECT_EQ(activity_text({Phase::closing, 12, 100'000}), "closing 12 of 100 000 cases");
  EXPECT_EQ(activity_text({Phase::planning, 1, 2}), "planning 1 of 2 cases");
}

TEST(Activity, OfWhatCannotBeCountedSaysWhatItIs) {
  EXPECT_EQ(activity_text({Phase::making}), "making the file");
  EXPECT_EQ(activity_text({Phase::waiting}), "waiting for another run to end");
  EXPECT_EQ(activity_text({Phase::copying}), "copying the file");
  EXPECT_EQ(activity_text({Phase::running}), "running");
}

TEST(Activity, HasANameForEachPhaseByWhichItIsFound) {
  for (std::uint64_t i = 0; i < phase_count; ++i)
    EXPECT_EQ(phase_named(name_of(static_cast<Phase>(i))), static_cast<Phase>(i));
  EXPECT_FALSE(phase_named("loafing"));
}

}  // namespace
}  // namespace ergodic
