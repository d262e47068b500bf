#include "cli/output/exact_output.hpp"

#include "support/toy_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ergodic::cli {
namespace {

using test::ToyStudy;
using testing::HasSubstr;
using testing::Not;

TEST(ExactText, ShowsWhatIsKnownAndSaysOfWhichCaseNothingIs) {
  const ToyStudy study;
  const std::string text = exact_text(study.plan, {0, 1}, true);
  EXPECT_THAT(text, HasSubstr("case low\n"));
  EXPECT_THAT(text, HasSubstr("0.2886751346"));  // the standard deviation of a uniform number, 1/√12
  EXPECT_THAT(text, HasSubstr("case high: nothing is known exactly of it"));
}

TEST(ExactText, SaysThatNothingIsKnownOfAnyCase) {
  const ToyStudy study;
  const std::string text = exact_text(study.plan, {1}, true);
  EXPECT_THAT(text, HasSubstr("nothing is known exactly of this study (the toy workload has no closed form for its "
                              "case) simulate it"));
  EXPECT_THAT(exact_json(study.plan, {1}), HasSubstr("\"figures\": {}"));
}

TEST(ExactText, IsATableOfHeadlinesForManyCasesUnlessTheyAreAskedForByName) {
  const ToyStudy study("sweep: {fail_every: [0, 1, 2, 3]}\n");
  const std::string table = exact_text(study.plan, {0, 1, 2, 3, 4}, true);
  EXPECT_THAT(table, HasSubstr("odd share"));
  EXPECT_THAT(table, Not(HasSubstr("parity")));
  EXPECT_THAT(exact_text(study.plan, {0, 1, 2, 3, 4}, false), HasSubstr("parity"));
}

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
