#include "cli/durations.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

namespace ergodic::cli {
namespace {

TEST(Durations, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parse_duration("90"), 90);
  EXPECT_EQ(parse_duration("90s"), 90);
  EXPECT_EQ(parse_duration("1.5h"), 5400);
  EXPECT_EQ(parse_duration("50m"), 3000);
  EXPECT_EQ(parse_duration("2d"), 172800);
  EXPECT_EQ(parse_duration("1h30m"), 5400);
  EXPECT_EQ(parse_duration("01:30:00"), 5400);
  EXPECT_EQ(parse_duration("02:30"), 150);
}

TEST(Durations, RefusesWhatIsNone) {
  for (const char* text : {"", "h", "3x", "-5", "1:2:3:4", "1h30", "nan", "inf", "1h 30m", ":", "5:"}) {
    EXPECT_THROW(parse_duration(text), UsageError) << text;
  }
}

}  // namespace
}  // namespace ergodic::cli
