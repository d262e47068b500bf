#pragma once

#include "analysis/results.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// The failed sessions of a category, of those that the file tells of: some of each block, or, where their kind
/// declares how they fail, all.
struct FailureKind {
  std::string category;
  std::int64_t described = 0;
  std::optional<std::uint64_t> first_session;  ///< the ID of one of them; nullopt: no rows tell which
  std::string reason;                          ///< of that one
};

/// Those of a case's blocks that are done, the most frequent first. `sums`: of the case.
std::vector<FailureKind> failure_kinds(const Results& results, std::uint64_t case_index,
                                       const statistics::Summary& sums);

}  // namespace ergodic::analysis
