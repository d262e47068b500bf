#pragma once

#include "tables/columns_in_memory.hpp"
#include "tables/complaints.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::tables {

/// What was read of a file, row by row as it stands there.
struct ReadColumns {
  std::size_t rows = 0;
  Columns columns;
  std::function<TablePlace(std::size_t row)> place_of = {};
  std::vector<std::string> names = {};  ///< of all columns, as the file has them
};

/// Limits, so that tests reach them.
struct TableLimits {
  std::uint64_t rows = (std::uint64_t{1} << 31) - 1;
};

/// Whether rows may lack a value in a column: none of a key may.
bool may_be_missing(const TableForm& form, std::size_t column);
/// Whether a cell of a column that cannot be read is kept as such: in none of a key.
bool is_tolerated(const TableForm& form, std::size_t column);

}  // namespace ergodic::tables
