#include "cli/stopping.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ergodic::cli {
namespace {

TEST(TheEndOfAJob, IsWhatSlurmSays) {
  EXPECT_EQ(seconds_to_end_of_job("1700000600", 1700000000.0), 600.0);
  EXPECT_EQ(seconds_to_end_of_job("1700000000", 1700000060.0), -60.0) << "it is over";
}

TEST(TheEndOfAJob, IsNotThatOfAJobThatEndedLongAgo) {
  EXPECT_EQ(seconds_to_end_of_job("1700000000", 1700000600.0), -600.0) << "SLURM may still be about to end it";
  try {
    seconds_to_end_of_job("1700000000", 1700003600.0);
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("SLURM_JOB_END_TIME was 1 h 00 min ago"));
    EXPECT_THAT(error.what(), testing::HasSubstr("unset SLURM_JOB_END_TIME"));
  }
}

TEST(TheEndOfAJob, IsUnknownOutsideOfSlurm) {
  EXPECT_EQ(seconds_to_end_of_job(nullptr, 1700000000.0), std::nullopt);
  EXPECT_EQ(seconds_to_end_of_job("", 1700000000.0), std::nullopt);
}

TEST(TheEndOfAJob, IsNoOtherText) {
  for (const char* text : {"soon", "12:00", "-1", "0", "1700000000 s", "1e9"})
    EXPECT_THROW(seconds_to_end_of_job(text, 1700000000.0), UsageError) << text;
}

}  // namespace
}  // namespace ergodic::cli
