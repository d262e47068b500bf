#include "tables/image.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>
#include <string>
#include <tuple>

namespace ergodic::tables {
namespace {

std::shared_ptr<const TableForm> games() {
  TableForm form{.name = "games", .doc = "a player's game each"};
  form.columns = {date("day"),
                  text_column("player"),
                  whole("points").may_be_missing(),
                  real_number("minutes"),
                  yes_no("home"),
                  time_stamp("tip").may_be_missing()};
  form.key = {"player", "day"};
  return std::make_shared<const TableForm>(std::move(form));
}

struct Game {
  std::int32_t day;
  std::string player;
  std::int64_t points;
  double minutes;
  std::uint8_t home;
  std::int64_t tip;
};

std::vector<ColumnValues> columns_of(const std::vector<Game>& rows, bool unused_text = false) {
  std::vector<ColumnValues> columns(6);
  if (unused_text) columns[1].texts.add("nobody");
  for (const Game& row : rows) {
    columns[0].codes.push_back(row.day);
    columns[1].codes.push_back(columns[1].texts.add(row.player));
    columns[2].wholes.push_back(row.points);
    columns[3].reals.push_back(row.minutes);
    columns[4].flags.push_back(row.home);
    columns[5].wholes.push_back(row.tip);
  }
  // Texts are distinct: the first of equal ones counts.
  Texts distinct;
  std::vector<std::string> seen;
  for (std::int32_t& code : columns[1].codes) {
    const std::string text(columns[1].texts[static_cast<std::size_t>(code)]);
    const auto found = std::find(seen.begin(), seen.end(), text);
    code = static_cast<std::int32_t>(found - seen.begin());
    if (found != seen.end()) continue;
    seen.push_back(text);
    distinct.add(text);
  }
  if (unused_text) distinct.add("nobody");
  columns[1].texts = distinct;
  return columns;
}

const std::vector<Game> some = {{20'000, "007", 24, 31.5, 1, 1'700'000'000'000'000},
                                {20'001, "7", missing_whole, -0.0, 0, missing_whole},
                                {19'999, "é", 3, 12.25, missing_flag, -5},
                                {20'000, "7", -4, missing_real(), 1, 0},
                                {-1, "007", 0, 1e300, 0, 1}};

Table table_of_games(const std::vector<Game>& rows, bool unused_text = false) {
  const auto form = games();
  return {form, make_image(*form, rows.size(), columns_of(rows, unused_text)).memory};
}

std::string bytes_of(const Table& table) {
  return {reinterpret_cast<const char*>(table.memory().get()), image_bytes(table)};
}

TEST(TableImage, HasTheValuesInTheOrderOfTheKey) {
  const Table table = table_of_games(some);
  ASSERT_EQ(table.rows(), 5u);
  const TextColumn players = table.texts("player");
  EXPECT_EQ(players.distinct(), 3u);
  EXPECT_EQ(std::vector<std::string>({std::string(players[0]), std::string(players[1]), std::string(players[2]),
                                      std::string(players[3]), std::string(players[4])}),
            std::vector<std::string>({"007", "007", "7", "7", "é"}));
  const auto days = table.dates("day");
  EXPECT_EQ(std::vector<std::int32_t>(days.begin(), days.end()),
            std::vector<std::int32_t>({-1, 20'000, 20'000, 20'001, 19'999}));
  const auto points = table.wholes("points");
  EXPECT_EQ(std::vector<std::int64_t>(points.begin(), points.end()),
            std::vector<std::int64_t>({0, 24, -4, missing_whole, 3}));
  EXPECT_EQ(table.reals("minutes")[0], 1e300);
  EXPECT_EQ(table.flags("home")[4], missing_flag);
  EXPECT_EQ(table.times("tip")[1], 1'700'000'000'000'000);
}

TEST(TableImage, IsAtAMultipleOfItsAlignment) {
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(table_of_games(some).memory().get()) % 64, 0u);
}

TEST(TableImage, HasOneZeroAndOneNaN) {
  const auto minutes = table_of_games(some).memory();
  std::vector<Game> other = some;
  other[1].minutes = 0.0;
  other[3].minutes = -std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(bytes_of(table_of_games(some)), bytes_of(table_of_games(other)));
}

TEST(TableImage, IsTheSameWhateverTheOrderOfRowsAndTexts) {
  const std::string bytes = bytes_of(table_of_games(some));
  std::vector<Game> rows = some;
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(rows.begin(), rows.end(), random);
    EXPECT_EQ(bytes_of(table_of_games(rows, i % 2 == 0)), bytes);
  }
}

TEST(TableImage, HasADigestOfItsContent) {
  const Digest digest = content_digest(table_of_games(some));
  EXPECT_EQ(content_digest(table_of_games({some.rbegin(), some.rend()})), digest);
  const auto differs = [&](auto change) {
    std::vector<Game> rows = some;
    change(rows);
    return content_digest(table_of_games(rows)) != digest;
  };
  EXPECT_TRUE(differs([](auto& rows) { rows[0].day += 1; }));
  EXPECT_TRUE(differs([](auto& rows) { rows[0].player = "07"; }));
  EXPECT_TRUE(differs([](auto& rows) { rows[0].points = missing_whole; }));
  EXPECT_TRUE(differs([](auto& rows) { rows[0].minutes = 31.500000000000004; }));
  EXPECT_TRUE(differs([](auto& rows) { rows[0].home = 0; }));
  EXPECT_TRUE(differs([](auto& rows) { rows[0].tip = 0; }));
  EXPECT_TRUE(differs([](auto& rows) { rows.pop_back(); }));
}

TEST(TableImage, OfNoRows) {
  const Table table = table_of_games({});
  EXPECT_EQ(table.rows(), 0u);
  EXPECT_EQ(table.texts("player").distinct(), 0u);
  EXPECT_EQ(table.texts("player").code_of("7"), missing_code);
  EXPECT_EQ(table.rows_of({"7"}).size(), 0u);
}

TEST(Table, FindsRowsByTheBeginningOfTheirKey) {
  const Table table = table_of_games(some);
  EXPECT_EQ(table.rows_of({}).size(), 5u);
  EXPECT_EQ(table.rows_of({"7"}).first, 2u);
  EXPECT_EQ(table.rows_of({"7"}).size(), 2u);
  EXPECT_EQ(table.rows_of({"7", 20'001}).first, 3u);
  EXPECT_EQ(table.rows_of({"7", 20'001}).size(), 1u);
  EXPECT_EQ(table.rows_of({"7", 5}).size(), 0u);
  EXPECT_EQ(table.rows_of({"07"}).size(), 0u);
  EXPECT_EQ(table.rows_of({"zz", 20'000}).size(), 0u);
}

TEST(Table, RefusesWhatItsFormLacks) {
  const Table table = table_of_games(some);
  EXPECT_THROW(table.wholes("nothing"), InternalError);
  EXPECT_THROW(table.reals("points"), InternalError);
  EXPECT_THROW(table.rows_of({1}), InternalError);
  EXPECT_THROW(table.rows_of({"7", "8"}), InternalError);
  EXPECT_THROW(table.rows_of({"7", 1, 2}), InternalError);
  Inputs inputs;
  inputs.add(table);
  EXPECT_TRUE(inputs.has("games"));
  EXPECT_EQ(inputs["games"].rows(), 5u);
  EXPECT_FALSE(inputs.has("stocks"));
  EXPECT_THROW(inputs["stocks"], InternalError);
}

/// Rows of drawn values of every kind, many of them equal, sorted by each choice of key as std::sort does it.
TEST(TableImage, SortsAsTuplesDo) {
  std::mt19937_64 random(7);
  constexpr std::size_t rows = 3'000;
  std::vector<ColumnValues> columns(4);
  columns[2].texts.add("b");
  columns[2].texts.add("a long text that ends in 1");
  columns[2].texts.add("a long text that ends in 0");
  columns[2].texts.add("a");
  for (std::size_t i = 0; i < rows; ++i) {
    columns[0].wholes.push_back(static_cast<std::int64_t>(random() % 2 == 0 ? random() : random() % 5));
    columns[1].reals.push_back(random() % 9 == 0 ? missing_real() : static_cast<double>(random() % 7) - 3);
    columns[2].codes.push_back(static_cast<std::int32_t>(random() % 5) - 1);
    columns[3].codes.push_back(static_cast<std::int32_t>(random() % 400) - 200);
  }
  using Row = std::tuple<std::int64_t, double, std::string, std::int32_t>;
  const auto key_part = [](const Row& row, const std::string& name) {
    if (name == "w") return std::tuple(std::get<0>(row), 0.0, std::string(), 0);
    const double real = std::get<1>(row);
    if (name == "r") return std::tuple(std::int64_t{0}, real == real ? real : -1e9, std::string(), 0);
    if (name == "t") return std::tuple(std::int64_t{0}, 0.0, std::get<2>(row), 0);
    return std::tuple(std::int64_t{0}, 0.0, std::string(), std::get<3>(row));
  };
  const std::vector<std::vector<std::string>> keys = {
      {"d", "w"}, {"r", "t", "d"}, {"t", "w"}, {}, {"w", "t", "d", "r"}};
  for (const std::vector<std::string>& key : keys) {
    auto form = std::make_shared<TableForm>(TableForm{.name = "t"});
    form->columns = {whole("w"), real_number("r"), text_column("t"), date("d")};
    form->key = key;
    const Table table(form, make_image(*form, rows, columns).memory);
    std::vector<Row> sorted;
    for (std::size_t i = 0; i < rows; ++i)
      sorted.emplace_back(table.wholes("w")[i], table.reals("r")[i], table.texts("t")[i], table.dates("d")[i]);
    const std::vector<std::string> by = key.empty() ? std::vector<std::string>{"w", "r", "t", "d"} : key;
    for (std::size_t i = 1; i < rows; ++i) {
      const auto differing = std::find_if(by.begin(), by.end(), [&](const std::string& name) {
        return key_part(sorted[i - 1], name) != key_part(sorted[i], name);
      });
      if (differing == by.end()) continue;
      ASSERT_LT(key_part(sorted[i - 1], *differing), key_part(sorted[i], *differing));
    }
    std::int64_t sum = 0;
    for (const Row& row : sorted)
      sum += std::get<3>(row);
    EXPECT_EQ(sum, std::accumulate(columns[3].codes.begin(), columns[3].codes.end(), std::int64_t{0}));
  }
}

}  // namespace
}  // namespace ergodic::tables
