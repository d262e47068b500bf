#include "analysis/failure_kinds.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::analysis {

std::vector<FailureKind> failure_kinds(const Results& results, std::uint64_t case_index) {
  std::vector<FailureKind> kinds;
  const IndexRange held = results.description.blocks_held();
  const IndexRange blocks = results.description.layout().blocks_of(case_index);
  const std::uint64_t last = std::min(held.last, blocks.last);
  for (std::uint64_t block = std::max(held.first, blocks.first); block < last; ++block) {
    if (!results.done[block]) continue;
    for (store::FailedSession& failed : results.file.read_failures(block)) {
      auto kind = std::find_if(kinds.begin(), kinds.end(),
                               [&](const FailureKind& known) { return known.category == failed.category; });
      if (kind == kinds.end())
        kind = kinds.insert(kinds.end(), {std::move(failed.category), 0, failed.id, std::move(failed.reason)});
      ++kind->described;
    }
  }
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const FailureKind& a, const FailureKind& b) { return a.described > b.described; });
  return kinds;
}

}  // namespace ergodic::analysis
