#pragma once

#include "core/partition.hpp"
#include "store/file_layout.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::store {

/// What an archive holds of a result file.
struct Selection {
  std::vector<std::uint64_t> cases;
  std::vector<std::size_t> columns;  ///< of the file's layout
  IndexRange replicates;             ///< of each case that has so many

  /// Those of one case.
  IndexRange replicates_of(const FileLayout& whole, std::uint64_t case_index) const {
    const std::uint64_t sessions = whole.sessions_of(case_index);
    return {std::min(replicates.first, sessions), std::min(replicates.last, sessions)};
  }
};

/// The layout of what is selected.
FileLayout selected(const FileLayout& whole, const Selection& selection);

}  // namespace ergodic::store
