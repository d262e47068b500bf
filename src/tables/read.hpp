#pragma once

#include "tables/stored_table.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
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

/// One kind of mistake in a table, with the first of its places.
struct TableProblem {
  std::string origin = {};   ///< the file; of an HDF5 file with the dataset and the row in it
  std::uint64_t line = 0;    ///< from 1; 0: it has none
  std::uint64_t column = 0;  ///< in characters from 1; 0: it has none
  std::string message = {};  ///< a sentence

  /// "origin:line:column: message".
  std::string text() const;
};

/// A table, or all that is wrong with it: one of the two is empty.
struct TableRead {
  std::optional<Table> table = {};
  std::vector<TableProblem> problems = {};
};

/// Reads and checks a table, CSV or HDF5, with one rank's hands.
TableRead try_read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5 = {});

/// The same. Throws StudyError with all that is wrong, a line each.
Table read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5 = {});

}  // namespace ergodic::tables
