// Studies that a program writes.
#include "study/study_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ergodic::study {
namespace {

TEST(StudyText, KeepsKeysInSectionsAndRemarksBetweenThem) {
  StudyText study;
  study.remark("", "First.");
  study.set("a.b", "1");
  study.remark("a", "Left out.", {"a.c: 2"});
  study.set("d", "x");
  study.set("a.e.f", "3");
  study.set_list("a.g", {{"{h: 4}"}, {"{h: 5}", "Other."}});
  EXPECT_EQ(study.text(),
            "# First.\na:\n  b: 1\n  # Left out.\n  #   a.c: 2\n  e:\n    f: 3\n  g:\n    - {h: 4}\n    # Other.\n"
            "    - {h: 5}\nd: x\n");
  EXPECT_EQ(study.remarks(), 3u);
}

TEST(StudyText, LeavesTheRemarksOfASectionWithoutKeysWhereItWouldHaveBeen) {
  StudyText study;
  study.set("a", "1");
  study.remark("b.c", "Nothing here.");
  study.set("d", "2");
  EXPECT_EQ(study.text(), "a: 1\n# Nothing here.\nd: 2\n");
}

TEST(StudyText, BreaksRemarksBetweenWords) {
  StudyText study;
  std::string words;
  for (int i = 0; i < 50; ++i)
    words += i == 0 ? "word" : " word";
  study.remark("", words);
  const std::string text = study.text();
  EXPECT_LE(text.find('\n'), 100u);
  EXPECT_GT(text.find('\n'), 90u);
  EXPECT_EQ(text.find("# word word"), 0u);
}

}  // namespace
}  // namespace ergodic::study
