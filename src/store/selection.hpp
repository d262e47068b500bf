#pragma once

#include "core/partition.hpp"
#include "store/file_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::store {

/// What an archive holds of a result file.
struct Selection {
  std::vector<std::uint64_t> cases;
  std::vector<std::size_t> columns;  ///< of the file's layout
  IndexRange replicates;             ///< of each case
};

/// The layout of what is selected.
FileLayout selected(const FileLayout& whole, const Selection& selection);

}  // namespace ergodic::store
