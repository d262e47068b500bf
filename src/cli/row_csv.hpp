#pragma once

#include "core/partition.hpp"
#include "engine/results.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::cli {

/// Which rows and columns are written.
struct RowChoice {
  std::vector<std::uint64_t> cases;
  std::vector<std::size_t> columns;  ///< of the file's layout
  IndexRange replicates;             ///< of each case
};

/// Calls write(text) with the rows as CSV, piece by piece, in memory that does not depend on their number: a header,
/// then a line a session of each block that is done, case after case. Case label and replicate come first; money has
/// two decimals, a category its label, a column along an axis a field for each place, name[place].
void write_row_csv(const engine::Results& results, const RowChoice& choice,
                   const std::function<void(const std::string&)>& write);

}  // namespace ergodic::cli
