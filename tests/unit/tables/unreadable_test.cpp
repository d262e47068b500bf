// Cells that cannot be read where a table's form tolerates them.
#include "unit/tables/csv.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ergodic::tables {
namespace {

TableForm tolerant_form() {
  TableForm form{.name = "games", .doc = "a player's game each"};
  form.columns = {text_column("player").or_unreadable(),
                  whole("points").between(0, 100).may_be_missing().or_unreadable(),
                  real_number("minutes").between(0, 70).or_unreadable(),
                  yes_no("home").or_unreadable(),
                  date("day").or_unreadable(),
                  time_stamp("tip").or_unreadable(),
                  text_column("name").or_unreadable(),
                  whole("fouls").may_be_missing()};
  form.key = {"player"};
  return form;
}

const std::string tolerant_header = "player,points,minutes,home,day,tip,name,fouls\n";

TableRead read_text(const std::string& text) {
  const test::TemporaryFolder folder;
  write(folder / "t.csv", text);
  return try_read_table(shared(tolerant_form()), {folder / "t.csv", ""});
}

TEST(UnreadableCells, AreKeptAsSuchAndTold) {
  const TableRead read = read_text(tolerant_header +
                                   "ann,x7,inf,maybe,2025-02-30,noon,\xFFoe,\n"
                                   "bob,-4,,,,,Bob,\n"
                                   "cid,,12.5,yes,2025-02-28,2025-02-28T10:00:00Z,Cid,3\n");
  ASSERT_TRUE(read.table);
  EXPECT_TRUE(read.problems.empty());
  const Table& table = *read.table;
  for (const std::size_t row : {0, 1}) {
    EXPECT_EQ(table.wholes("points")[row], unreadable_whole);
    EXPECT_EQ(table.reals("minutes")[row], unreadable_real);
    EXPECT_EQ(table.flags("home")[row], unreadable_flag);
    EXPECT_EQ(table.dates("day")[row], unreadable_date);
    EXPECT_EQ(table.times("tip")[row], unreadable_whole);
  }
  EXPECT_EQ(table.texts("name")[0], unreadable_text);
  EXPECT_EQ(table.texts("name")[1], "Bob");
  EXPECT_EQ(table.wholes("points")[2], missing_whole);
  EXPECT_EQ(table.reals("minutes")[2], 12.5);
  std::string told;
  for (const TableProblem& remark : read.remarks)
    told += remark.text() + "\n";
  EXPECT_NE(told.find(":2:5: 1 row has no whole number in points (\"x7\") write digits alone"), std::string::npos)
      << told;
  EXPECT_NE(told.find(":3:5: 1 row has a value out of range in points (\"-4\"; it is 0 to 100)"), std::string::npos)
      << told;
  EXPECT_NE(told.find("2025-02-30"), std::string::npos) << told;
}

TEST(UnreadableCells, OfAKeyOrOfAnotherColumnAreErrors) {
  EXPECT_FALSE(read_text(tolerant_header + ",1,1,yes,2025-01-01,2025-02-28T10:00:00Z,a,1\n").table);
  EXPECT_FALSE(read_text(tolerant_header + "ann,1,1,yes,2025-01-01,2025-02-28T10:00:00Z,a,two\n").table);
}

TEST(UnreadableCells, AreWhatRowsOfOneKeyContradictEachOtherIn) {
  const std::string same = ",1,yes,2025-01-01,2025-02-28T10:00:00Z,a,";
  for (const char* order : {"ann,5@1\nann,7@1\n", "ann,7@1\nann,5@1\n", "ann,5@1\nann,7@1\nann,5@1\n"}) {
    std::string rows = order;
    for (std::size_t at = rows.find('@'); at != std::string::npos; at = rows.find('@'))
      rows.replace(at, 1, same);
    const TableRead read = read_text(tolerant_header + rows);
    ASSERT_TRUE(read.table) << order;
    EXPECT_EQ(read.table->rows(), 1U);
    EXPECT_EQ(read.table->wholes("points")[0], unreadable_whole);
    EXPECT_EQ(read.table->reals("minutes")[0], 1);
    EXPECT_EQ(read.remarks.size(), 1U);
  }
  // In the last column it is not tolerated, and rows that are equal are no contradiction.
  EXPECT_FALSE(read_text(tolerant_header + "ann,5" + same + "1\nann,5" + same + "2\n").table);
  EXPECT_FALSE(read_text(tolerant_header + "ann,5" + same + "1\nann,5" + same + "1\n").table);
}

}  // namespace
}  // namespace ergodic::tables
