#include "cli/exact_output.hpp"

#include <gtest/gtest.h>

namespace ergodic::cli {
namespace {

TEST(LowestTerms, AreOfTheSameNumber) {
  EXPECT_EQ(in_lowest_terms("-1822224/51979200"), "-37963/1082900");
  EXPECT_EQ(in_lowest_terms("3/7"), "3/7");
  EXPECT_EQ(in_lowest_terms("-12/4"), "-3");
  EXPECT_EQ(in_lowest_terms("0/5"), "0");
}

TEST(LowestTerms, LeaveOtherTextAsItIs) {
  for (const char* text : {"", "pi/4", "1/0", "12", "1/2/3", "123456789012345678901/3"})
    EXPECT_EQ(in_lowest_terms(text), text);
}

}  // namespace
}  // namespace ergodic::cli
