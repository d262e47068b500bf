#include "tables/read.hpp"

#include <fmt/format.h>

#include <utility>

namespace ergodic::tables {

std::string TableProblem::text() const {
  if (line == 0) return fmt::format("{}: {}", origin, message);
  return fmt::format("{}:{}:{}: {}", origin, line, column, message);
}

TableRead try_read_table(std::shared_ptr<const TableForm>, const TableSource& source, const ReadHdf5&) {
  return {{}, {{source.file.string(), 0, 0, "tables cannot be read yet"}}};
}

Table read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5) {
  TableRead read = try_read_table(std::move(form), source, hdf5);
  if (read.table) return *read.table;
  std::string text;
  for (const TableProblem& problem : read.problems)
    text += (text.empty() ? "" : "\n") + problem.text();
  throw StudyError(text);
}

}  // namespace ergodic::tables
