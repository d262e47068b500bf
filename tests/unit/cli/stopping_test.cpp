#include "cli/stopping.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

namespace ergodic::cli {
namespace {

TEST(TheEndOfAJob, IsWhatSlurmSays) {
  EXPECT_EQ(seconds_to_end_of_job("1700000600", 1700000000.0), 600.0);
  EXPECT_EQ(seconds_to_end_of_job("1700000000", 1700000060.0), -60.0) << "it is over";
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
