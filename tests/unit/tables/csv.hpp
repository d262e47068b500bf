#pragma once

#include "support/temporary_folder.hpp"
#include "tables/image.hpp"
#include "tables/read.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::tables {

/// A table with a column of each kind.
inline TableForm games_form() {
  TableForm form{.name = "games", .doc = "a player's game each"};
  form.columns = {text_column("player"),
                  date("day"),
                  whole("points").at_least(0).may_be_missing(),
                  real_number("minutes").between(0, 70).may_be_missing(),
                  yes_no("home").may_be_missing(),
                  time_stamp("tip").may_be_missing(),
                  text_column("team").aliases({"team_abbr"}).one_of({"BOS", "NA", "é"}).optional()};
  form.key = {"player", "day"};
  return form;
}

inline std::shared_ptr<const TableForm> shared(TableForm form) {
  return std::make_shared<const TableForm>(std::move(form));
}

inline void write(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// What is wrong with a text as a file t.csv, a line each, without the folder that it is in.
inline std::string problems_of(std::string_view text, TableForm form = games_form()) {
  const test::TemporaryFolder folder;
  write(folder / "t.csv", text);
  const TableRead read = try_read_table(shared(std::move(form)), {folder / "t.csv", ""});
  EXPECT_EQ(read.table.has_value(), read.problems.empty());
  std::string all;
  for (const TableProblem& problem : read.problems)
    all += (all.empty() ? "" : "\n") + problem.text();
  const std::string prefix = (folder / "").string();
  for (std::size_t at = all.find(prefix); at != std::string::npos; at = all.find(prefix))
    all.erase(at, prefix.size());
  return all;
}

/// The table of a text; it must be right.
inline Table table_of(std::string_view text, TableForm form = games_form()) {
  const test::TemporaryFolder folder;
  write(folder / "t.csv", text);
  return read_table(shared(std::move(form)), {folder / "t.csv", ""});
}

}  // namespace ergodic::tables
