#pragma once

#include "engine/description.hpp"
#include "store/result_file.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::engine {

/// A column that a file keeps, of the blocks of one case that are done.
struct StoredColumn {
  const Description& description;
  const store::ResultFile& file;
  const std::vector<bool>& done;  ///< by block
  std::uint64_t case_index;
  std::size_t column;  ///< of the file's layout
};

/// Exactly the values of these ranks among the rows that have one, in the column's unit, place after place. Throws
/// InternalError for a rank that no row has.
std::vector<double> stored_values_of_ranks(const StoredColumn& column, std::span<const std::uint64_t> ranks);
/// All values of a block, row by row, in the column's unit; NaN where one is missing.
std::vector<double> stored_values(const StoredColumn& column, std::uint64_t block);

}  // namespace ergodic::engine
