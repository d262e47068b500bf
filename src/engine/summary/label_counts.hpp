#pragma once

#include "statistics/summary.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::engine {

/// How many sessions had each label of a category, and of how many. Those that failed have none, but for the column
/// `failed` or `outcome`, which is about all of them, and for those about failures, which are of them alone.
struct LabelCounts {
  std::vector<std::int64_t> of_each;
  std::int64_t sessions;
};
LabelCounts label_counts(const statistics::Summary& summary, const Column& column, std::size_t place);

}  // namespace ergodic::engine
