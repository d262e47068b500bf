#include "workloads/let_it_ride/play/session_records.hpp"
#include "workloads/let_it_ride/play/table_records.hpp"

#include "unit/workloads/let_it_ride/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

std::vector<std::string> names_of(const Columns& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns)
    names.push_back(column.name);
  return names;
}

TEST(SessionRecords, NameNoColumnTwice) {
  for (const char* keys : {"", "table: {num_seats: 3}\n", "table: {num_seats: 3, total_rounds: 9}\n"}) {
    std::vector<std::string> names = names_of(test::let_it_ride(keys)->columns());
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end()) << keys;
  }
}

TEST(SessionRecords, OfEachSeatAreThoseOfTheFirstOneAlongTheSeats) {
  const Records<Session> seats = seat_records({});
  const Session session{.session_profit = {-12'50}, .max_drawdown = {40'00}};
  std::size_t i = 0;
  for (const auto& [record, of_each_seat] : session_columns({})) {
    if (of_each_seat.empty()) continue;
    ASSERT_LT(i, seats.size());
    EXPECT_EQ(seats[i].column.name, of_each_seat);
    EXPECT_EQ(seats[i].column.axis, "seat");
    EXPECT_EQ(seats[i].column.unit, record.column.unit);
    EXPECT_EQ(seats[i].column.long_name, record.column.long_name + ", at each seat");
    EXPECT_EQ(seats[i].text(session), record.text(session));
    ++i;
  }
  EXPECT_EQ(i, seats.size());
}

TEST(SessionRecords, KnowTheReasonOfTimeOnlyWhereTimeIsLimited) {
  SessionRules rules;
  EXPECT_EQ(session_records(rules)[1].column.categories.size(), stop_reasons - 1);
  rules.hands_in_time = 10;
  EXPECT_EQ(session_records(rules)[1].column.categories.size(), stop_reasons);
}

/// The seats' rows of a table, and the same session as its transcript ends.
TEST(SessionRecords, AreTheEndOfATranscriptAndTheRowsOfTheTable) {
  const auto table = test::let_it_ride("table: {num_seats: 2}\nsimulation: {hands_per_session: 20}\n");
  const Rows rows = test::simulated(*table, {5, 1});
  std::ostringstream out;
  table->transcript(5, test::test_streams(), out);
  Session first, second;
  first.session_profit = {rows.column<std::int64_t>("session_profit")[0]};
  second.session_profit = {rows.column<std::int64_t>("seat_profit")[1]};
  EXPECT_EQ(first.session_profit.count, rows.column<std::int64_t>("seat_profit")[0]);
  std::ostringstream line;
  write_values({session_records({})[3]}, std::vector{first, second}, line);
  EXPECT_NE(out.str().find(line.str()), std::string::npos) << out.str() << line.str();
}

TEST(TableRun, IsTheSumOfItsSeats) {
  const std::vector<SeatRun> seats = {
      {.completed = 3, .won = 1, .completed_profit = {-500}, .hands_in_progress = 7, .profit_in_progress = {20}},
      {.completed = 4, .won = 2, .completed_profit = {900}, .wagered = {1'000}, .bonus_wagered = {10}}};
  const TableRun run(seats);
  EXPECT_EQ(run.completed, 7);
  EXPECT_EQ(run.won, 3);
  EXPECT_EQ(run.in_progress, 1);
  EXPECT_EQ(run.profit.count, 420);
  EXPECT_EQ(run.wagered.count, 1'000);
  EXPECT_EQ(run.bonus_wagered.count, 10);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride
