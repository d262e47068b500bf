#include "store/inputs/kept_tables.hpp"

#include "store/draft.hpp"
#include "support/temporary_folder.hpp"
#include "tables/image.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::store {
namespace {

using testing::HasSubstr;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const TableForm> form() {
  return std::make_shared<const TableForm>(TableForm{
      .name = "games",
      .doc = "games, a row each",
      .columns = {text_column("team"), whole("points").may_be_missing(), real_number("minutes").may_be_missing(),
                  text_column("arena").may_be_missing(), date("day").may_be_missing(),
                  time_stamp("tip_off").may_be_missing(), yes_no("home").may_be_missing()},
      .key = {"team"}});
}

Table table_of(std::vector<std::string> teams, std::vector<tables::ColumnValues> others) {
  tables::ColumnValues team;
  for (const std::string& one : teams)
    team.codes.push_back(team.texts.add(one));
  std::vector<tables::ColumnValues> columns{std::move(team)};
  for (tables::ColumnValues& other : others)
    columns.push_back(std::move(other));
  return Table(form(), tables::make_image(*form(), teams.size(), std::move(columns)).memory);
}

/// Two rows with the extremes of each kind, and one whose values are all missing.
Table games() {
  tables::ColumnValues points, minutes, arena, day, tip_off, home;
  points.wholes = {std::numeric_limits<std::int64_t>::max(), -1, missing_whole};
  minutes.reals = {0.1, -0.0, missing_real()};
  arena.codes = {arena.texts.add("Größe, \"zwei\"\nZeilen"), arena.texts.add(""), missing_code};
  day.codes = {20018, -719162, missing_date};
  tip_off.wholes = {2, -2, missing_whole};
  home.flags = {1, 0, missing_flag};
  return table_of({"007", "NA", "null"}, {points, minutes, arena, day, tip_off, home});
}

FileLayout layout_with(std::vector<Table> tables) {
  FileLayout layout;
  layout.program_version = "0.0.0";
  layout.workload = "w";
  layout.study = "workload: w\n";
  layout.session_dimension = "session";
  layout.case_labels = {"base"};
  layout.sessions_per_case = 1;
  layout.sessions_per_block = 1;
  layout.columns = {count("n")};
  layout.words_per_block = 1;
  layout.kept_tables = std::move(tables);
  return layout;
}

class KeptTables : public testing::Test {
 protected:
  std::filesystem::path file_with(const std::vector<Table>& tables, const char* name = "out.h5") const {
    create_result_file(folder_ / name, {layout_with(tables)}, "{}");
    return folder_ / name;
  }
  /// The same file with some of its bytes exchanged for as many others.
  std::filesystem::path spoilt(const std::filesystem::path& path, const std::string& from,
                               const std::string& to) const {
    std::string bytes = bytes_of(path);
    const std::size_t at = bytes.rfind(from);
    EXPECT_NE(at, std::string::npos);
    bytes.replace(at, from.size(), to);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  test::TemporaryFolder folder_;
};

TEST_F(KeptTables, AreReadBackBitForBit) {
  const Table table = games();
  const auto read = read_kept_table(file_with({table}), form());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows(), 3u);
  EXPECT_EQ(tables::content_digest(*read), tables::content_digest(table));
  const std::uint64_t bytes = tables::image_bytes(table);
  ASSERT_EQ(tables::image_bytes(*read), bytes);
  EXPECT_EQ(std::memcmp(read->memory().get(), table.memory().get(), bytes), 0);
}

TEST_F(KeptTables, WithoutRowsAreReadBack) {
  const auto read = read_kept_table(file_with({table_of({}, std::vector<tables::ColumnValues>(6))}), form());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows(), 0u);
}

TEST_F(KeptTables, GiveFilesOfTheSameBytes) {
  EXPECT_EQ(bytes_of(file_with({games()}, "a.h5")), bytes_of(file_with({games()}, "b.h5")));
}

TEST_F(KeptTables, TakeNoMoreThanTheRoomThatIsReserved) {
  tables::ColumnValues points, minutes, arena, day, tip_off, home;
  std::vector<std::string> teams;
  for (int i = 0; i < 20'000; ++i) {
    teams.push_back("team " + std::to_string(i));
    points.wholes.push_back(i);
    minutes.reals.push_back(i);
    arena.codes.push_back(arena.texts.add(std::to_string(i % 977)));
    day.codes.push_back(i);
    tip_off.wholes.push_back(i);
    home.flags.push_back(1);
  }
  const Table table = table_of(teams, {points, minutes, arena, day, tip_off, home});
  const auto with = std::filesystem::file_size(file_with({table}, "a.h5"));
  const auto without = std::filesystem::file_size(file_with({}, "b.h5"));
  EXPECT_LT(with - without, room_of({table}));
  EXPECT_GT(with - without, tables::image_bytes(table));
}

TEST_F(KeptTables, LeaveFilesWithoutThemAsTheyWere) {
  const std::string bytes = bytes_of(file_with({}));
  EXPECT_EQ(bytes.find("inputs"), std::string::npos);
  EXPECT_NE(bytes.find("1.1"), std::string::npos);
  EXPECT_EQ(bytes.find("1.2"), std::string::npos);
  EXPECT_FALSE(read_kept_table(folder_ / "out.h5", form()));
}

TEST_F(KeptTables, ThatWereDamagedAreRefused) {
  const auto error_of = [&](const std::filesystem::path& path) {
    try {
      read_kept_table(path, form());
    } catch (const InputOutputError& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  const std::string codes("\1\0\0\0\0\0\0\0\xff\xff\xff\xff", 12);  // of arena: texts in their order, then missing
  EXPECT_THAT(error_of(spoilt(file_with({games()}), codes, std::string("\7\0\0\0\0\0\0\0\xff\xff\xff\xff", 12))),
              HasSubstr("/inputs/games/arena: some of its codes have no label"));
  EXPECT_THAT(error_of(spoilt(file_with({games()}), "tip_off", "tip_on_")), HasSubstr("is damaged"));
}

}  // namespace
}  // namespace ergodic::store
