// Reads a table of the form that read_table_test.py writes them for, and prints its rows and digest, or what is wrong
// with it.
//
// usage: PROGRAM FILE [GROUP]
#include "store/tables/stored_table.hpp"
#include "tables/image.hpp"
#include "tables/read.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

int main(int argc, char** argv) {
  using namespace ergodic;
  if (argc < 2) return 2;
  TableForm form{.name = "games", .doc = "a player's game each"};
  form.columns = {text_column("player"),
                  date("day"),
                  whole("points").at_least(0).may_be_missing(),
                  real_number("minutes").between(0, 70).may_be_missing(),
                  yes_no("home").may_be_missing(),
                  time_stamp("tip").may_be_missing(),
                  text_column("team").optional()};
  form.key = {"player", "day"};
  const tables::TableRead read = tables::try_read_table(std::make_shared<const TableForm>(std::move(form)),
                                                        {argv[1], argc > 2 ? argv[2] : ""}, store::open_stored_table);
  for (const tables::TableProblem& problem : read.problems)
    fmt::print("{}\n", problem.text());
  if (!read.table) return 2;
  fmt::print("{} {}\n", read.table->rows(), tables::content_digest(*read.table).hex());
  return 0;
}
