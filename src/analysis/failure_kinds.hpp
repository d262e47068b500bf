#pragma once

#include "analysis/results.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// The failed sessions of a category, of those that the file describes: some of each block.
struct FailureKind {
  std::string category;
  std::int64_t described = 0;
  std::uint64_t first_session = 0;  ///< the ID of one of them
  std::string reason;               ///< of that one
};

/// Those of a case's blocks that are done, the most frequent first.
std::vector<FailureKind> failure_kinds(const Results& results, std::uint64_t case_index);

}  // namespace ergodic::analysis
