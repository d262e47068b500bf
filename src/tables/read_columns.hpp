#pragma once

#include "tables/allowances.hpp"
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

}  // namespace ergodic::tables
