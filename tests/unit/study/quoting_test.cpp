#include "study/values/quoting.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace ergodic::study {
namespace {

TEST(Quoting, LeavesOnlyWhatEveryReaderTakesForTextUnquoted) {
  EXPECT_EQ(yaml_text("let_it_ride"), "let_it_ride");
  EXPECT_EQ(yaml_text("the same file"), "the same file");
  EXPECT_EQ(yaml_text("a/b-c.d+e"), "a/b-c.d+e");
  for (const char* text :
       {"", "null", "True", "NO", "on", "y", "1.0", "2024-01-15", "~", "-a", " a", "a ", "a: b", "a #b", "a,b", "[a"}) {
    EXPECT_EQ(yaml_text(text), '"' + std::string(text) + '"');
  }
}

TEST(Quoting, EscapesWhatCannotStandInQuotes) {
  EXPECT_EQ(yaml_text("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(yaml_text("a\nb\tc\r"), R"("a\nb\tc\r")");
  EXPECT_EQ(yaml_text("\x01\x7f\xC2\x85"), R"("\x01\x7F\x85")");
  EXPECT_EQ(yaml_text("\xE2\x80\xA8\xEF\xBB\xBF"), R"("\u2028\uFEFF")");
  EXPECT_EQ(yaml_text("größer ≥ 😀"), "\"größer ≥ 😀\"");
}

TEST(Quoting, WritesNumbersShortAndFixed) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(5), "5");
  EXPECT_EQ(shortest(1e20), "1.0e+20");
  EXPECT_EQ(shortest(1.5e-7), "1.5e-07");
  EXPECT_EQ(std::stod(shortest(std::numeric_limits<double>::max())), std::numeric_limits<double>::max());
  EXPECT_EQ(dollars({50000}), "500.00");
  EXPECT_EQ(dollars({-5}), "-0.05");
}

TEST(Quoting, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(first_invalid_utf8("größer ≥ 😀"), std::string_view::npos);
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2u);
  EXPECT_EQ(first_invalid_utf8("a\xC3"), 1u);             // cut short
  EXPECT_EQ(first_invalid_utf8("\xC0\x80"), 0u);          // overlong
  EXPECT_EQ(first_invalid_utf8("\xE0\x80\x80"), 0u);      // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0u);      // a surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u);  // beyond Unicode
}

TEST(Quoting, CutsLongTextsForMessages) {
  EXPECT_EQ(shown(std::string(100, 'a')), std::string(60, 'a') + "…");
  EXPECT_EQ(shown("a\nb"), "a\\nb");
  EXPECT_EQ(shown("größer"), "größer");
}

TEST(Quoting, PointsAtAPartOfALine) {
  EXPECT_EQ(pointed_at("a + b", 4, 1), "  a + b\n      ^");
  EXPECT_EQ(pointed_at("a +", 3, 0), "  a +\n     ^") << "at the end, one caret";
  EXPECT_EQ(pointed_at("", 0, 0), "  \n  ^");
  EXPECT_EQ(pointed_at("first\n  second third\nfourth", 15, 5), "    second third\n           ^^^^^");
  EXPECT_EQ(pointed_at("äö x", 5, 1), "  äö x\n     ^") << "characters, not bytes";
  const std::string wide = std::string(200, 'a') + "b" + std::string(200, 'a');
  EXPECT_EQ(pointed_at(wide, 200, 1),
            "  …" + std::string(50, 'a') + "b" + std::string(49, 'a') + "…\n" + std::string(53, ' ') + "^");
}

}  // namespace
}  // namespace ergodic::study
