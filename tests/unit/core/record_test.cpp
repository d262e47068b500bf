#include <ergodic/errors.hpp>
#include <ergodic/record.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <sstream>

namespace ergodic {
namespace {

using testing::ElementsAre;

enum class Ended : std::uint8_t { ruin, goal };

struct Totals {
  std::int32_t rounds = 0;
};
/// Of a player: members of all kinds, of a base too.
struct Session : Totals {
  Ended ended{};
  bool is_ahead = false;
  std::int16_t level = 0;
  std::int64_t steps = 0;
  Cents profit;
  double mean = 0;
  std::array<double, 3> prices{};

  Cents doubled() const { return 2 * profit; }
};

Session session(int i) {
  Session one;
  one.rounds = 100 + i;
  one.ended = i % 2 == 0 ? Ended::ruin : Ended::goal;
  one.is_ahead = i % 2 == 0;
  one.level = static_cast<std::int16_t>(-i);
  one.steps = (std::int64_t{1} << 40) + i;
  one.profit = {-35 * i};
  one.mean = i + 0.5;
  one.prices = {i + 0.25, i + 0.5, i + 0.75};
  return one;
}

Records<Session> records() {
  const std::int64_t start = 1000;
  return {
      {category("ended", {"ruin", "goal"}).says("how it ended"), &Session::ended},
      {category("ahead", {"no", "yes"}), &Session::is_ahead},
      {{.name = "level", .type = Type::int16}, &Session::level},
      {count("rounds").in("rounds").says("rounds played"), &Session::rounds},
      {{.name = "steps"}, &Session::steps},
      {money_column("profit"), &Session::profit},
      {real_column("mean").in("stakes"), &Session::mean},
      {real_column("last_price"), &Session::prices, 2},
      {money_column("bankroll"), [start](const Session& s) { return Cents{start} + s.profit; }},
      {money_column("doubled"), &Session::doubled},
      {real_column("half"), [](const Session& s) { return s.mean / 2; }},
      {count("rounds_and_one"), [](const Session& s) { return s.rounds + 1; }},
      {category("other_end", {"ruin", "goal"}), [](const Session& s) { return s.ended; }},
  };
}

/// Of session(2), as text.
const std::vector<std::string> texts = {"ruin", "yes",   "-2",     "102",  "1099511627778", "-$0.70", "2.5",
                                        "2.75", "$9.30", "-$1.40", "1.25", "103",           "ruin"};

std::string value_in(const Rows& rows, std::size_t column, std::size_t element) {
  std::ostringstream out;
  switch (rows.columns()[column].type) {
    case Type::uint8: out << int{rows.column<std::uint8_t>(column)[element]}; break;
    case Type::int16: out << rows.column<std::int16_t>(column)[element]; break;
    case Type::int32: out << rows.column<std::int32_t>(column)[element]; break;
    case Type::int64: out << rows.column<std::int64_t>(column)[element]; break;
    case Type::float64: out << rows.column<double>(column)[element];
  }
  return out.str();
}

std::vector<std::string> row(const Rows& rows, std::size_t number) {
  std::vector<std::string> values;
  for (std::size_t column = 0; column < rows.columns().size(); ++column)
    values.push_back(value_in(rows, column, number));
  return values;
}

const auto row_of_2 =
    ElementsAre("0", "1", "-2", "102", "1099511627778", "-70", "2.5", "2.75", "930", "-140", "1.25", "103", "0");
const auto row_of_3 =
    ElementsAre("1", "0", "-3", "103", "1099511627779", "-105", "3.5", "3.75", "895", "-210", "1.75", "104", "1");

TEST(Records, GiveTheColumnsInTheirOrder) {
  const Columns columns = columns_of(records());
  ASSERT_EQ(columns.size(), 13u);
  EXPECT_EQ(columns[3].name, "rounds");
  EXPECT_EQ(columns[3].long_name, "rounds played");
  EXPECT_EQ(columns[12].categories, (std::vector<std::string>{"ruin", "goal"}));
}

TEST(RowWriter, WritesOneRow) {
  Rows rows(columns_of(records()), {});
  rows.reset(3);
  const RowWriter<Session> writer(records(), rows);
  writer.write(2, session(2));
  writer.write(0, session(3));
  EXPECT_THAT(row(rows, 2), row_of_2);
  EXPECT_THAT(row(rows, 0), row_of_3);
}

TEST(RowWriter, WritesConsecutiveRows) {
  Rows rows(columns_of(records()), {});
  rows.reset(4);
  const std::vector<Session> sessions = {session(2), session(3)};
  RowWriter<Session>(records(), rows).write_rows(1, sessions);
  EXPECT_THAT(row(rows, 1), row_of_2);
  EXPECT_THAT(row(rows, 2), row_of_3);
}

TEST(RowWriter, WritesRowsInAnyOrder) {
  Rows rows(columns_of(records()), {});
  rows.reset(4);
  const std::vector<Session> sessions = {session(2), session(3)};
  const std::vector<std::uint64_t> order = {3, 0};
  RowWriter<Session>(records(), rows).write_rows(order, sessions);
  EXPECT_THAT(row(rows, 3), row_of_2);
  EXPECT_THAT(row(rows, 0), row_of_3);
}

TEST(RowWriter, FindsItsColumnsAmongOthers) {
  const Records<Session> two = {{count("rounds"), &Session::rounds}, {money_column("profit"), &Session::profit}};
  Rows rows({money_column("profit"), real_column("other"), count("rounds")}, {});
  rows.reset(1);
  rows.column<double>("other")[0] = 7;
  RowWriter<Session>(two, rows).write(0, session(2));
  EXPECT_THAT(row(rows, 0), ElementsAre("-70", "7", "102"));
}

TEST(RowWriter, WritesAtThePlacesOfAnAxis) {
  const Record<Session> profit = {money_column("profit").says("won").with_quantiles(), &Session::profit};
  const Records<Session> of_seats = {profit.along("seat", "seat_profit"),
                                     {real_column("seat_half").along("seat"), [](const Session& s) { return s.mean; }}};
  EXPECT_EQ(of_seats[0].column.long_name, "won, at each seat");
  EXPECT_TRUE(of_seats[0].column.quantiles);
  Rows rows(columns_of(of_seats), {}, {{.name = "seat", .labels = {"1", "2", "3"}}});
  rows.reset(2);
  const RowWriter<Session> writer(of_seats, rows);
  for (std::size_t seat = 0; seat < 3; ++seat)
    writer.write(1, session(static_cast<int>(seat)), seat);
  EXPECT_THAT(rows.column<std::int64_t>("seat_profit").subspan(3), ElementsAre(0, -35, -70));
  EXPECT_THAT(rows.column<double>("seat_half").subspan(3), ElementsAre(0.5, 1.5, 2.5));
}

TEST(RowWriter, RefusesRowsWithoutItsColumns) {
  const Records<Session> one = {{count("rounds"), &Session::rounds}};
  Rows absent({count("other")}, {}), of_another_type({real_column("rounds")}, {});
  EXPECT_THROW(RowWriter<Session>(one, absent), InternalError);
  EXPECT_THROW(RowWriter<Session>(one, of_another_type), InternalError);
}

TEST(Record, RefusesAColumnOfAnotherType) {
  EXPECT_THROW(Record<Session>(count("steps"), &Session::steps), InternalError);
  EXPECT_THROW(Record<Session>(real_column("x"), [](const Session& s) { return s.rounds; }), InternalError);
  EXPECT_THROW(Record<Session>(count("x"), [](const Session& s) { return s.mean; }), InternalError);
}

TEST(Record, KnowsItsMember) {
  const Records<Session> all = records();
  EXPECT_TRUE(all[3].is_of(&Session::rounds));
  EXPECT_FALSE(all[3].is_of(&Session::ended));
  EXPECT_FALSE(all[8].is_of(&Session::profit));
}

TEST(Record, HasItsValueAsANumber) {
  const Records<Session> all = records();
  EXPECT_EQ(all[0].whole(session(3)), 1);
  EXPECT_EQ(all[5].real(session(2)), -70);
  EXPECT_EQ(all[6].real(session(2)), 2.5);
  EXPECT_EQ(all[8].whole(session(2)), 930);
}

TEST(Records, AreTheLastLinesOfATranscript) {
  const Records<Session> all = records();
  std::string expected;
  for (std::size_t i = 0; i < all.size(); ++i)
    expected += all[i].column.name + std::string(24 - all[i].column.name.size(), ' ') + texts[i] + '\n';
  std::ostringstream out;
  const Session two = session(2);
  write_values(all, {&two, 1}, out);
  EXPECT_EQ(out.str(), expected);
}

TEST(Records, OfSeveralSessionsStandSideBySide) {
  std::ostringstream out;
  const std::vector<Session> sessions = {session(2), session(3)};
  write_values<Session>({{money_column("profit"), &Session::profit}}, sessions, out);
  EXPECT_EQ(out.str(), "profit                              -$0.70             -$1.05\n");
}

TEST(Records, AreTheFieldsOfACourse) {
  const Records<Session> all = records();
  const std::vector<CourseField> fields = course_fields(all);
  EXPECT_EQ(fields[5].name, "profit");
  EXPECT_EQ(fields[5].unit, "dollars");
  const std::vector<CourseValue> values = course_values(all, session(1));
  EXPECT_EQ(values[0], CourseValue(std::string_view("goal")));
  EXPECT_EQ(values[3], CourseValue(std::int64_t{101}));
  EXPECT_EQ(values[5], CourseValue(-0.35));  // 35 × 0.01 is more
  EXPECT_EQ(values[6], CourseValue(1.5));
}

}  // namespace
}  // namespace ergodic
