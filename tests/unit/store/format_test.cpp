#include "store/format.hpp"
#include "store/file_layout.hpp"

#include <gtest/gtest.h>

namespace ergodic::store {
namespace {

TEST(FormatNumber, IsReadAsItIsWritten) {
  EXPECT_EQ(parse_format(current_format.text()), current_format);
  EXPECT_EQ(parse_format("12.34"), (FormatNumber{12, 34}));
  EXPECT_EQ(parse_format("1"), (FormatNumber{1, 0})) << "the first format called itself so";
  for (const char* text : {"", ".", "1.", ".1", "1.1.1", "1.x", "one", "-1", "1 "})
    EXPECT_FALSE(parse_format(text)) << text;
}

TEST(FileLayout, IsIdentifiedByTheStudyAndItsDrawsNotByTheProgramsVersion) {
  FileLayout layout;
  layout.program_version = "0.1.0";
  layout.study = "workload: toy\n";
  const Digest first = layout.identity();
  EXPECT_EQ(first, digest_of("0.1.0\nworkload: toy\n")) << "as the seals of format 1.0 have it";
  layout.program_version = "7.0.0";
  EXPECT_EQ(layout.identity(), first);
  layout.draws = 2;
  EXPECT_EQ(layout.identity(), digest_of("draws 2\nworkload: toy\n"));
}

}  // namespace
}  // namespace ergodic::store
