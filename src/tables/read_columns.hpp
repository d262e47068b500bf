#pragma once

#include "tables/complaints.hpp"
#include "tables/image.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace ergodic::tables {

/// What was read of a file, row by row as it stands there.
struct ReadColumns {
  std::size_t rows = 0;
  std::vector<ColumnValues> columns = {};
  std::function<TablePlace(std::size_t row)> place_of = {};
};

/// Limits, so that tests reach them.
struct TableLimits {
  std::uint64_t rows = (std::uint64_t{1} << 31) - 1;
};

/// Gives all values of a column the missing one.
void fill_missing(ColumnValues& column, TableColumn::Kind kind, std::size_t rows);

/// Whether rows may lack a value in a column: none of a key may.
bool may_be_missing(const TableForm& form, std::size_t column);

}  // namespace ergodic::tables
