// What is said about each kind of bad table: one sentence, a place, all in one go.
#include "tables/csv/csv_file.hpp"
#include "tables/csv/read_csv.hpp"
#include "unit/tables/csv.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>

#include <string>
#include <string_view>

namespace ergodic::tables {
namespace {

using namespace std::string_view_literals;

const std::string header = "player,day,points,minutes,home,tip,team\n";

std::string problems_of_rows(std::string_view rows) { return problems_of(header + std::string(rows)); }

TEST(BadCsv, EmptyFiles) {
  EXPECT_EQ(problems_of(""), "t.csv:1:1: an empty file (a table begins with the names of its columns) add them");
  EXPECT_EQ(problems_of("\n\r\n"),
            "t.csv:1:1: a file of empty lines (a table begins with the names of its columns) add them");
  EXPECT_EQ(problems_of(header), "t.csv: no rows (the table has the names of its columns alone) name another file");
}

TEST(BadCsv, OtherSeparators) {
  const auto said = [](const char* name) {
    return std::string("t.csv:1:1: not comma-separated (the columns are parted by ") + name +
           ") write commas between them, and points in numbers";
  };
  EXPECT_EQ(problems_of("player;day;points\n7;20250101;1\n"), said("semicolons"));
  EXPECT_EQ(problems_of("player\tday\tpoints\n"), said("tabs"));
  EXPECT_EQ(problems_of("player|day\n"), said("vertical bars"));
  EXPECT_EQ(problems_of("player day points\n"), said("blanks"));
}

TEST(BadCsv, FilesOfOtherFormats) {
  EXPECT_EQ(problems_of("\xFF\xFEp\0l\0"sv), "t.csv:1:1: UTF-16 (its byte order mark says so) write it in UTF-8");
  EXPECT_EQ(problems_of("p\0l\0,\0"sv),
            "t.csv:1:1: NUL bytes in the header (as UTF-16 has them) write the table in UTF-8");
  EXPECT_EQ(problems_of("Jos\xE9,day\n"),
            "t.csv:1:1: bytes that are no text in the header (not UTF-8) write the table in UTF-8");
  EXPECT_EQ(
      problems_of("player,day\r7,20250101\r"),
      "t.csv:1:1: lines that end in a carriage return alone (as old programs for the Macintosh write them) write line "
      "feeds");
  EXPECT_EQ(problems_of("\x1F\x8B\x08"), "t.csv:1:1: compressed (by gzip) unpack it");
  EXPECT_EQ(problems_of("PK\x03\x04"),
            "t.csv:1:1: a ZIP archive (as .xlsx and .ods are) save the sheet as CSV in UTF-8");
  EXPECT_EQ(problems_of("CDF\x01"),
            "t.csv:1:1: netCDF-3 (tables are read from netCDF-4, which is HDF5) nccopy -k nc4 "
            "converts it");
  EXPECT_EQ(problems_of("\x89HDF\r\n\x1A\n"sv),
            "t.csv: an HDF5 file (they cannot be read here) write the table as CSV");
}

TEST(BadCsv, ColumnsUnknownMissingAndTwice) {
  EXPECT_EQ(
      problems_of("player,day,pionts,minutes,home,tip,foo\n7,20250101,1,2,,,\n"),
      "t.csv:1:12: unknown column \"pionts\" (games has player, day, points, minutes, home, tip, team) did you mean "
      "points?\n"
      "t.csv:1:36: unknown column \"foo\" (games has player, day, points, minutes, home, tip, team) leave it out");
  EXPECT_EQ(problems_of("player,day,team\n7,20250101,BOS\n"),
            "t.csv:1:1: no column points, minutes, home, tip (games needs them) add them");
  EXPECT_EQ(
      problems_of("é player,player,day,points,minutes,home,tip,team,team_abbr,points\n"),
      "t.csv:1:1: unknown column \"é player\" (games has player, day, points, minutes, home, tip, team) did you mean "
      "player?\n"
      "t.csv:1:50: the column \"team_abbr\" again (\"team\" is it already) leave one of them out\n"
      "t.csv:1:60: the column \"points\" again (\"points\" is it already) leave one of them out");
  EXPECT_EQ(
      problems_of(",player,day,points,minutes,home,tip\n0,7,20250101,,,,\n"),
      "t.csv:1:1: a column without a name (pandas writes its index so, unless it is told index=False) name it, or "
      "leave it out");
}

TEST(BadCsv, WholeNumbers) {
  EXPECT_EQ(problems_of_rows("1,20250101,24.5x,,,,\n2,20250101,nan,,,,\n3,20250101,1e3,,,,\n"),
            "t.csv:2:12: 3 rows have no whole number in points (the first: \"24.5x\") write digits alone");
  EXPECT_EQ(problems_of_rows("1,20250101,24.5,,,,\n"),
            "t.csv:2:12: 1 row has no whole number in points (\"24.5\", which has a fraction) write digits alone");
  EXPECT_EQ(
      problems_of_rows("1,20250101,99999999999999999999,,,,\n2,20250101,-9223372036854775808,,,,\n"),
      "t.csv:2:12: 2 rows have no whole number in points (the first: \"99999999999999999999\", too large for 64 bits) "
      "write a smaller one");
  EXPECT_EQ(problems_of_rows("1,20250101,-3,,,,\n"),
            "t.csv:2:12: 1 row has a value out of range in points (\"-3\"; it is at least 0) correct it");
}

TEST(BadCsv, RealNumbers) {
  const auto said = [](const char* cell, const char* what) {
    return problems_of_rows("1,20250101,," + std::string(cell) + ",,,\n") ==
           "t.csv:2:13: 1 row has no number in minutes (" + std::string(what);
  };
  const std::string how = ") write digits, and a point where there is a fraction";
  for (const std::string word :
       {"NA", "nan", "inf", "-Infinity", "null", "0x10", "1 2", "--1", ".", "e5", "1e", "- 1", "+"})
    EXPECT_TRUE(said(word.c_str(), ("\"" + word + "\"" + how).c_str())) << word;
  EXPECT_TRUE(said("1e400", "\"1e400\", too large for a double) write a smaller one"));
  EXPECT_TRUE(said("1e-400", "\"1e-400\", too small for a double) write 0, or a greater one"));
  EXPECT_TRUE(said("\"1,5\"", "\"1,5\", with a comma) write a point instead"));
  const std::string tiny = "0." + std::string(400, '0') + "1", huge = "1" + std::string(400, '0');
  EXPECT_NE(problems_of_rows("1,20250101,," + tiny + ",,,\n").find("too small for a double"), std::string::npos);
  EXPECT_NE(problems_of_rows("1,20250101,," + huge + ",,,\n").find("too large for a double"), std::string::npos);
  EXPECT_EQ(problems_of_rows("1,20250101,,71,,,\n2,20250101,,70,,,\n3,20250101,,70.00000000000001,,,\n"),
            "t.csv:2:13: 2 rows have a value out of range in minutes (the first: \"71\"; it is 0 to 70) correct them");
}

TEST(BadCsv, Dates) {
  EXPECT_EQ(
      problems_of_rows("1,2025-02-30,,,,,\n2,20250230,,,,,\n3,2025-13-01,,,,,\n4,0000-01-01,,,,,\n"),
      "t.csv:2:3: 4 rows have no date in day (the first: \"2025-02-30\", and February 2025 has 28 days) correct them");
  EXPECT_EQ(problems_of_rows("1,2025-13-01,,,,,\n"),
            "t.csv:2:3: 1 row has no date in day (\"2025-13-01\", and there is no month 13) correct it");
  EXPECT_EQ(
      problems_of_rows("1,01/02/2025,,,,,\n2,1.2.25,,,,,\n"),
      "t.csv:2:3: 2 rows have no date in day (the first: \"01/02/2025\", whose day and month may be either way round) "
      "write dates as 2025-01-31 or 20250131");
  EXPECT_EQ(problems_of_rows("1,2025-1-1,,,,,\n2,2025/01/01,,,,,\n3,2025-01-01T00:00:00Z,,,,,\n"),
            "t.csv:2:3: 3 rows have no date in day (the first: \"2025-1-1\") write dates as 2025-01-31 or 20250131");
}

TEST(BadCsv, TimeStamps) {
  const auto said = [](const char* cell, const std::string& why) {
    EXPECT_EQ(problems_of_rows("1,20250101,,,," + std::string(cell) + ",\n"),
              "t.csv:2:15: 1 row has no time stamp in tip (\"" + std::string(cell) + "\"" + why);
  };
  const std::string how = "write time stamps as 2025-01-31T19:30:00Z or with an offset, such as +01:00";
  said("noon", ") " + how);
  said("2025-01-31", ") " + how);
  said("2025-01-31T19:30:00", ", which may be in any time zone) " + how);
  said("2025-01-31T24:00:00Z", ", which no clock shows) " + how);
  said("2025-01-31T10:00:60Z", ", which no clock shows) " + how);
  said("2025-01-31T10:00:00.1234567Z", ", finer than a microsecond) write six digits behind the point");
  said("2025-02-30T10:00Z", ", and February 2025 has 28 days) correct it");
}

TEST(BadCsv, WordsAndTexts) {
  EXPECT_EQ(
      problems_of_rows("1,20250101,,,maybe,,\n2,20250101,,,2,,\n"),
      "t.csv:2:14: 2 rows have neither yes nor no in home (the first: \"maybe\") write yes or no, true or false, 1 or "
      "0");
  EXPECT_EQ(
      problems_of_rows("1,20250101,,,,,BSO\n2,20250101,,,,,bos\n"),
      "t.csv:2:16: 2 rows have a text that team does not take (the first: \"BSO\"; it takes BOS, NA, é) correct them "
      "did you mean BOS?");
  EXPECT_EQ(problems_of_rows("Jos\xE9,20250101,,,,,\n"),
            "t.csv:2:1: 1 row has bytes that are no text in player (\"Jos\\xE9\", not UTF-8) write the table in UTF-8");
  EXPECT_EQ(problems_of_rows("8\0,20250101,1\0,,,,\n"sv),
            "t.csv:2:1: 1 row has NUL bytes in player (\"8\\x00\") write the table anew, in UTF-8\n"
            "t.csv:2:13: 1 row has NUL bytes in points (\"1\\x00\") write the table anew, in UTF-8");
}

TEST(BadCsv, MissingValues) {
  EXPECT_EQ(
      problems_of_rows(",20250101,,,,,\n\"\",,,,,,\n"),
      "t.csv:2:1: 2 rows have nothing in player (it may not be missing) give its values there, or leave the rows out\n"
      "t.csv:3:4: 1 row has nothing in day (it may not be missing) give its value there, or leave the row out");
}

TEST(BadCsv, RowsOfOtherWidths) {
  EXPECT_EQ(
      problems_of_rows("1,20250101,,,,\n2,20250101,,,,,,\n3,20250101,1,5,,,,BOS,\"a,\nb\"\n4\n"),
      "t.csv:2:15: 2 rows have fewer cells than the header has columns (the first 6, not 7) fill it up with commas\n"
      "t.csv:3:16: 2 rows have more cells than the header has columns (the first 8, not 7) put cells that have commas "
      "in quotation marks");
}

TEST(BadCsv, Quotations) {
  EXPECT_EQ(
      problems_of_rows("\"1\"x,20250101,,,,,\na\"b,20250101,,,,,\n3, \"20250101\",,,,,\n"),
      "t.csv:2:1: 2 rows have a quotation mark out of place in player (the first: \"\\\"1\\\"x\") put the whole cell "
      "in quotation marks, and those within it twice\n"
      "t.csv:4:3: 1 row has a quotation mark out of place in day (\" \\\"20250101\\\"\") put the whole cell in "
      "quotation marks, and those within it twice");
  EXPECT_EQ(problems_of_rows("1,20250101,,,,,\n2,\"20250101,,,,,\n3,20250101,,,,,\n"),
            "t.csv:3:3: a quotation that does not end (before the file does) close it");
  EXPECT_EQ(problems_of_rows("1,20250101,,,,,\n2,\"20250101" + std::string(3 * CsvFile::longest, '\n')),
            "t.csv:3:3: a quotation that does not end (within 16 MiB) close it");
}

TEST(BadCsv, EndlessLines) {
  EXPECT_EQ(problems_of_rows("1,20250101,,,,,\n" + std::string(2 * CsvFile::longest, 'a')),
            "t.csv:3:1: a line that does not end (within 16 MiB) see whether the file is whole, and text");
  EXPECT_EQ(
      problems_of(std::string(2 * CsvFile::longest, 'a')),
      "t.csv:1:1: a header that does not end (within 16 MiB) see whether it is text, and whether its quotation marks "
      "are in pairs");
}

TEST(BadCsv, DuplicateKeys) {
  const std::string rows = "1,20250101,,,,,\n2,20250101,,,,,\n1,2025-01-01,5,,,,\n2,20250101,,,,,\n";
  EXPECT_EQ(problems_of_rows(rows),
            "t.csv:4:1: 2 rows have the key of another (the first: player \"1\", day 2025-01-01, as "
            "line 2) leave one of them out");
  TableForm form = games_form();
  form.duplicates = Duplicates::identical;
  EXPECT_EQ(problems_of(header + rows, form),
            "t.csv:4:1: 1 row has the key of another, and other values (player \"1\", day "
            "2025-01-01, as line 2) leave one of them out");
  form.duplicates = Duplicates::greatest;
  form.newest = "points";
  EXPECT_EQ(problems_of(header + rows, form),
            "t.csv:5:1: 1 row has the key of another, and the same points (player \"2\", "
            "day 2025-01-01, as line 3) leave one of them out, or correct its points");
}

TEST(BadCsv, AWrongTypeInTheLastLineButOne) {
  std::string rows;
  for (int i = 2; i <= 30'000; ++i)
    rows += std::to_string(i) + ",20250101,24,,,,\n";
  EXPECT_EQ(problems_of_rows(rows + "x,20250101,24.5,,,,\ny,20250101,1,,,,\n"),
            "t.csv:30001:12: 1 row has no whole number in points (\"24.5\", which has a fraction) write digits alone");
}

TEST(BadCsv, MoreRowsThanATableHas) {
  const test::TemporaryFolder folder;
  write(folder / "t.csv", "a\n1\n2\n3\n4\n");
  TableForm form{.name = "t"};
  form.columns = {whole("a")};
  Complaints complaints(form);
  read_csv(form, folder / "t.csv", complaints, {.rows = 3});
  ASSERT_EQ(complaints.problems().size(), 1u);
  EXPECT_EQ(complaints.problems()[0].line, 5u);
  EXPECT_EQ(complaints.problems()[0].message, "more than 3 rows (a table has no more) split it, or take fewer");
  Complaints none(form);
  EXPECT_EQ(read_csv(form, folder / "t.csv", none, {.rows = 4}).rows, 4u);
  EXPECT_TRUE(none.empty());
}

std::string problem_of_file(const std::filesystem::path& file) {
  const TableRead read = try_read_table(shared(games_form()), {file, ""});
  return read.problems.size() == 1 ? read.problems[0].message : "";
}

TEST(BadCsv, WhatIsNoFile) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(problem_of_file(folder / ""), "a folder (a table is a file) name a file in it");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const std::string no_file =
      "no regular file (but a pipe or a device, which cannot be read again) write it to a file first";
  EXPECT_EQ(problem_of_file(folder / "pipe"), no_file);
  EXPECT_EQ(problem_of_file("/dev/null"), no_file);
  write(folder / "games.csv", "");
  EXPECT_EQ(problem_of_file(folder / "game.csv"),
            "cannot be opened (No such file or directory) did you mean " + (folder / "games.csv").string() + "?");
}

TEST(BadCsv, AFileThatChangesWhileItIsRead) {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = folder / "t.csv";
  const std::string text = "a\n" + std::string(3 << 20, '1') + "\n";
  const auto after = [&](const auto& change) -> std::string {
    write(path, text);
    CsvFile file(path);
    file.read_on(file.begin());
    change();
    while (file.read_on(file.begin())) {
    }
    try {
      file.require_unchanged();
    } catch (const StudyError& error) {
      return error.what();
    }
    return "";
  };
  const std::string todo = ") wait until it is written, and begin anew";
  const std::string size = std::to_string(text.size());
  EXPECT_EQ(after([] {}), "");
  EXPECT_EQ(after([&] { std::filesystem::resize_file(path, 2'000'000); }),
            "changed while it was read (it had " + size + " bytes, and has 2000000" + todo);
  EXPECT_EQ(after([&] { write(path, text + "1\n"); }).substr(0, 25), "changed while it was read");
  EXPECT_EQ(after([&] {
              std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::seconds(2));
            }),
            "changed while it was read (its time of change is another" + todo);
}

/// All of them are told at once, and as one error.
TEST(BadCsv, IsOneErrorWithALineForEachKind) {
  const test::TemporaryFolder folder;
  write(folder / "t.csv", header + "1,2025-02-30,x,,,,\n1,01/02/2025,,,,,\n");
  try {
    read_table(shared(games_form()), {folder / "t.csv", ""});
    FAIL();
  } catch (const StudyError& error) {
    const std::string what = error.what();
    EXPECT_EQ(std::count(what.begin(), what.end(), '\n'), 2);
    EXPECT_EQ(what.find((folder / "t.csv").string() + ":2:3: 1 row has no date in day"), 0u);
  }
}

}  // namespace
}  // namespace ergodic::tables
