// Texts made to take down their reader.
#include "unit/study/made_up_kind.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace ergodic::test {
namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i)
    out += text;
  return out;
}

const std::string too_deep =
    "lists or sections inside each other more than 64 levels deep (no key of a study needs that) remove brackets or "
    "indentation "
    "here";

TEST(Limits, DeepNestingIsRefusedAtItsPlace) {
  EXPECT_EQ(error_of(repeated("[", 65) + repeated("]", 65)), "s.yaml:1:65: " + too_deep);
  EXPECT_EQ(error_of(repeated("{a: ", 65) + repeated("}", 65)), "s.yaml:1:257: " + too_deep);
  EXPECT_EQ(error_of("workload: made_up\ntags: " + repeated("[", 70) + repeated("]", 70) + "\n"),
            "s.yaml:2:70: " + too_deep);
  EXPECT_EQ(error_of(repeated("- ", 100'000)), "s.yaml:1:129: " + too_deep);
  EXPECT_EQ(error_of(repeated("? ", 100'000)), "s.yaml:1:129: " + too_deep);
  std::string indented;
  for (int i = 0; i < 2'000; ++i)
    indented.append(std::string(static_cast<std::size_t>(i), ' ')).append("a:\n");
  EXPECT_EQ(error_of(indented), "s.yaml:65:65: " + too_deep);
  for (const char* piece : {"[", "{", "{a: ", "[[", "[{", "{["}) {
    EXPECT_NE(error_of(repeated(piece, 100'000)).find(too_deep), std::string::npos) << piece;
  }
}

TEST(Limits, SixtyFourLevelsAreRead) {
  EXPECT_EQ(error_of("workload: made_up\ntags: " + repeated("[", 63) + repeated("]", 63) + "\n"),
            "s.yaml:2:8: tags[0] is a list (it must be text) write one value");
}

TEST(Limits, OtherRepetitionsAreRefused) {
  for (const char* piece :
       {"- [", "- - {", "[\n", "!a ", "&a ", "? [", "\"", "'", "|\n ", "\t", "]", "}", ": ", "*a "}) {
    EXPECT_NE(error_of(repeated(piece, 100'000)), "") << piece;
  }
}

TEST(Limits, BracketsInTextsAndCommentsAreNoNesting) {
  const std::string brackets(200, '[');
  EXPECT_EQ(error_of("workload: made_up # " + brackets + "\nmetadata:\n  name: \"" + brackets +
                     "\"\n  description: |\n    " + brackets + "\n"),
            "");
}

TEST(Limits, AliasesCannotMultiplyWithoutEnd) {
  std::string bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 10; ++i) {
    bomb += fmt::format("a{}: &a{} [{}1]\n", i, i, repeated(fmt::format("*a{}, ", i - 1), 10));
  }
  EXPECT_EQ(error_of(bomb),
            "s.yaml:7:15: more than 2000000 values, aliases written out (no study needs that) use a sweep, or fewer "
            "cases");
  EXPECT_EQ(error_of("a: &a [*a]\n"), "s.yaml:1:8: an alias inside its own anchor (it has no end) write the value out");
  std::string chain = "a0: &a0 [1]\n";
  for (int i = 1; i < 70; ++i) {
    chain += fmt::format("a{}: &a{} [*a{}]\n", i, i, i - 1);
  }
  EXPECT_EQ(error_of(chain), "s.yaml:64:12: " + too_deep);
}

TEST(Limits, MillionsOfValuesAreRefused) {
  // The mapping, its key and the list are values too: number 1 999 998 of the list is one too many.
  EXPECT_EQ(error_of("tags: [" + repeated("1,", 2'000'010) + "]"),
            "s.yaml:1:4000002: more than 2000000 values, aliases written out (no study needs that) use a sweep, or "
            "fewer cases");
}

TEST(Limits, TextsOfMoreThan16MebibytesAreRefused) {
  EXPECT_EQ(error_of(std::string((std::size_t{16} << 20) + 1, 'a')),
            "s.yaml:1:1: more than 16 MiB (no study needs that) use a sweep, or fewer cases");
}

TEST(Limits, WhatIsNoTextIsRefused) {
  EXPECT_EQ(error_of(std::string("workload: made_up\nmean: \0 2\n", 26)),
            "s.yaml:2:7: not a text file (byte 24 is 0x00, which is not UTF-8 text) give a study in YAML");
  EXPECT_EQ(error_of("\x89HDF\r\n"),
            "s.yaml:1:1: not a text file (byte 0 is 0x89, which is not UTF-8 text) give a study in YAML");
  // yaml-cpp would take the byte 4 for the end of the file, and the study for a shorter one.
  EXPECT_EQ(error_of("workload: made_up\n\x04mean: -1\n"),
            "s.yaml:2:1: not a text file (byte 18 is 0x04, which is not UTF-8 text) give a study in YAML");
}

TEST(Limits, WindowsFilesAreRead) {
  EXPECT_EQ(error_of("\xEF\xBB\xBFworkload: made_up\r\nmean: -1\r\n"),
            "s.yaml:2:7: mean is -1 (it must be a number above 0 individuals) choose one that is");
}

}  // namespace
}  // namespace ergodic::test
