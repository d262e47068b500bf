#pragma once

#include "tables/complaints.hpp"
#include "tables/read_columns.hpp"
#include "tables/stored_table.hpp"

#include <ergodic/table.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::tables {

/// Where a table is.
struct TableSource {
  std::filesystem::path file = {};
  std::string group = {};  ///< of an HDF5 file, which a group makes it; empty: its root
};

/// Opens a group of an HDF5 file as a table. Throws StudyError or InputOutputError. What an HDF5 file is, this room
/// does not know.
using ReadHdf5 = std::function<std::unique_ptr<StoredTable>(const TableSource&)>;

/// A table, or all that is wrong with it: one of the two is empty.
struct TableRead {
  std::optional<Table> table = {};
  std::vector<TableProblem> problems = {};
  std::vector<TableProblem> remarks = {};  ///< about cells that cannot be read and need not be
};

/// Reads and checks a table: HDF5 where the file begins as one does, or a group is named; else CSV. Throws
/// InputOutputError where reading fails, which is no fault of the table.
TableRead try_read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5 = {});

/// What a file has, row by row in its own order, or all that is wrong with it.
struct RowsRead {
  ReadColumns columns;
  std::vector<TableProblem> problems = {};
};

/// Reads a table without sorting it; no rows are no problem.
RowsRead try_read_rows(const TableForm& form, const TableSource& source, const ReadHdf5& hdf5 = {});

/// As try_read_table. Throws StudyError with all that is wrong, a line each.
Table read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5 = {});

}  // namespace ergodic::tables
