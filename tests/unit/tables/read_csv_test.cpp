#include "unit/tables/csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ergodic::tables {
namespace {

constexpr std::string_view good =
    "player,day,points,minutes,home,tip,team\n"
    "007,2025-01-31,24,31.5,yes,2025-01-31T19:30:00Z,BOS\n"
    "7,20250201,,,,,NA\n"
    "nan,2024-02-29,0,.25,FALSE,2024-02-29 20:00:00.5+01:00,\n";

TEST(ReadCsv, TakesEachKindAsItIsWritten) {
  const Table table = table_of(good);
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.texts("player")[0], "007");
  EXPECT_EQ(table.texts("player")[1], "7");
  EXPECT_EQ(table.texts("player")[2], "nan");
  // date(1): seconds since 1970 by 86 400.
  EXPECT_EQ(table.dates("day")[0], 20119);
  EXPECT_EQ(table.dates("day")[1], 20120);
  EXPECT_EQ(table.dates("day")[2], 19782);
  EXPECT_EQ(table.wholes("points")[0], 24);
  EXPECT_EQ(table.wholes("points")[1], missing_whole);
  EXPECT_EQ(table.reals("minutes")[0], 31.5);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(table.reals("minutes")[1]), 0x7ff8000000000000u);
  EXPECT_EQ(table.reals("minutes")[2], 0.25);
  EXPECT_EQ(table.flags("home")[0], 1);
  EXPECT_EQ(table.flags("home")[1], missing_flag);
  EXPECT_EQ(table.flags("home")[2], 0);
  EXPECT_EQ(table.times("tip")[0], 1'738'351'800'000'000);
  EXPECT_EQ(table.times("tip")[1], missing_whole);
  EXPECT_EQ(table.times("tip")[2], 1'709'233'200'500'000);
  EXPECT_EQ(table.texts("team")[1], "NA");
  EXPECT_EQ(table.texts("team")[2], "");
}

/// The same content, otherwise written.
TEST(ReadCsv, HasTheSameDigestHoweverItIsWritten) {
  const Digest digest = content_digest(table_of(good));
  const std::vector<std::string_view> others = {
      // line ends, a byte order mark, empty lines, no last line end
      "\xEF\xBB\xBFplayer,day,points,minutes,home,tip,team\r\n007,2025-01-31,24,31.5,yes,2025-01-31T19:30:00Z,BOS\n\r\n"
      "7,20250201,,,,,NA\r\n\nnan,2024-02-29,0,.25,FALSE,2024-02-29 20:00:00.5+01:00,",
      // other orders of rows and columns, an alias, blanks around names
      "day, team_abbr ,points,minutes,home,tip,player\n20240229,,0,0.250,0,2024-02-29T19:00:00.500000Z,nan\n"
      "2025-02-01,NA,,,,,7\n20250131,BOS,024,3.15e1,1,20250131T14:30-0500,007\n",
      // quotation marks, blanks around numbers, other spellings
      "\"player\",\"day\",\"points\",\"minutes\",\"home\",\"tip\",\"team\"\n"
      "\"007\",\"2025-01-31\",\" 24 \",\"31.5\",\"True\",\"2025-01-31t19:30:00z\",\"BOS\"\n"
      "\"7\",\"20250201\",\"\",\"\",\"\",\"\",\"NA\"\n\"nan\",\"20240229\",-0,+.25,No,2024-02-29T19:00:00.5+00,\"\"\n"};
  for (const std::string_view other : others)
    EXPECT_EQ(content_digest(table_of(other)), digest) << other;
}

TEST(ReadCsv, TakesQuotationsWithCommasMarksAndLineEnds) {
  TableForm form{.name = "t"};
  form.columns = {text_column("a"), whole("b"), text_column("c").may_be_missing()};
  const Table table =
      table_of("\"a\",b,c\n\"x,\"\"y\"\"\nz\r\n\",1,\" q\"\n\"\"\"\",2,\n\"é,\",3,\"0123456789,\"\n", form);
  EXPECT_EQ(table.texts("a")[0], "\"");
  EXPECT_EQ(table.texts("a")[1], "x,\"y\"\nz\r\n");
  EXPECT_EQ(table.texts("a")[2], "é,");
  EXPECT_EQ(table.texts("c")[1], " q");
  EXPECT_EQ(table.texts("c")[2], "0123456789,");
}

TEST(ReadCsv, ReadsWholeNumbersToTheirLimits) {
  TableForm form{.name = "t"};
  form.columns = {whole("a")};
  const Table table = table_of(
      "a\n9223372036854775807\n-9223372036854775807\n9007199254740993\n5.000\n-0\n+3\n000000000000000000000000007\n7."
      "\n",
      form);
  const auto a = table.wholes("a");
  EXPECT_EQ(std::vector<std::int64_t>(a.begin(), a.end()),
            std::vector<std::int64_t>({-9223372036854775807, 0, 3, 5, 7, 7, 9007199254740993, 9223372036854775807}));
}

/// Each as strtod reads it.
TEST(ReadCsv, ReadsRealNumbersToTheLastBit) {
  const std::vector<std::string> texts = {"0.1",
                                          "-0.3",
                                          "123456789012345678",
                                          "9007199254740993",
                                          "9007199254740992.5",
                                          "1e22",
                                          "1e23",
                                          "4.9e-324",
                                          "1.7976931348623157e308",
                                          "2.2250738585072011e-308",
                                          "0.000000000000000000000123",
                                          "3.141592653589793238462643",
                                          "123.456e-7",
                                          "8.41470984807896505",
                                          "1E5",
                                          "7.0000000000000000000000000001",
                                          "99999999999999999999999",
                                          "0.30000000000000004",
                                          "179769313486231580793728971405301e276",
                                          "1e-5",
                                          "5e-1",
                                          "1.",
                                          ".5",
                                          "-.5e+3"};
  std::string text = "a,b\n";
  for (std::size_t i = 0; i < texts.size(); ++i)
    text += std::to_string(i) + "," + texts[i] + "\n";
  TableForm form{.name = "t"};
  form.columns = {whole("a"), real_number("b")};
  form.key = {"a"};
  const Table table = table_of(text, form);
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(table.reals("b")[i], std::strtod(texts[i].c_str(), nullptr)) << texts[i];
}

TEST(ReadCsv, ReadsEveryDayOfFourHundredYears) {
  TableForm form{.name = "t"};
  form.columns = {date("d"), date("e")};
  std::string text = "d,e\n";
  const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int year = 1800; year < 2200; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const bool leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      for (int day = 1; day <= lengths[month - 1] + (month == 2 && leaps ? 1 : 0); ++day) {
        char line[64];
        std::snprintf(line, sizeof line, "%04d-%02d-%02d,%04d%02d%02d\n", year, month, day, year, month, day);
        text += line;
      }
    }
  }
  const Table table = table_of(text, form);
  ASSERT_EQ(table.rows(), 146'097u);
  EXPECT_EQ(table.dates("d")[0], -62'091);  // date -u -d 1800-01-01 +%s
  for (std::size_t i = 0; i < table.rows(); ++i) {
    ASSERT_EQ(table.dates("d")[i], table.dates("d")[0] + static_cast<std::int32_t>(i));
    ASSERT_EQ(table.dates("e")[i], table.dates("d")[i]);
  }
}

/// Rows of many pieces of the file, some with quotations that go over the end of one.
TEST(ReadCsv, ReadsLongFilesPieceByPiece) {
  TableForm form{.name = "t"};
  form.columns = {whole("a"), text_column("b")};
  form.key = {"a"};
  std::string text = "a,b\n";
  const std::string filler(300, '\n');
  for (int i = 0; i < 20'000; ++i)
    text += std::to_string(i) + ",\"" + filler + "\"\"" + std::to_string(i % 7) + "\"\n";
  const Table table = table_of(text, form);
  ASSERT_EQ(table.rows(), 20'000u);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    ASSERT_EQ(table.wholes("a")[i], static_cast<std::int64_t>(i));
    ASSERT_EQ(table.texts("b")[i], filler + "\"" + std::to_string(i % 7));
  }
  EXPECT_EQ(table.texts("b").distinct(), 7u);
  // The place of what comes behind them.
  text += "x,y\n";
  EXPECT_EQ(problems_of(text, form), "t.csv:6020002:1: 1 row has no whole number in a (\"x\") write digits alone");
}

TEST(ReadCsv, KeepsTheRowsThatTheFormWants) {
  TableForm form{.name = "t"};
  form.columns = {whole("a"), whole("version"), text_column("b")};
  form.key = {"a"};
  form.duplicates = Duplicates::identical;
  EXPECT_EQ(table_of("a,version,b\n1,1,x\n1,1,x\n0,2,y\n", form).rows(), 2u);
  form.duplicates = Duplicates::greatest;
  form.newest = "version";
  const Table table = table_of("a,version,b\n1,1,old\n1,3,new\n1,2,older\n0,2,y\n2,5,z\n2,4,old\n", form);
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.texts("b")[0], "y");
  EXPECT_EQ(table.texts("b")[1], "new");
  EXPECT_EQ(table.texts("b")[2], "z");
  EXPECT_EQ(table.texts("b").distinct(), 3u);
  EXPECT_EQ(content_digest(table), content_digest(table_of("a,version,b\n1,3,new\n0,2,y\n2,5,z\n", form)));
}

TEST(ReadCsv, TakesATableWithoutRowsWhereTheFormDoes) {
  TableForm form = games_form();
  form.may_be_empty = true;
  EXPECT_EQ(table_of("player,day,points,minutes,home,tip\n", form).rows(), 0u);
}

}  // namespace
}  // namespace ergodic::tables
