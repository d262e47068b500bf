#pragma once

#include "statistics/summary.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::engine {

/// How many sessions had each label of a category, and of how many. Those that failed have none, but for the column
/// `failed`, which is about all of them.
struct LabelCounts {
  std::vector<std::int64_t> of_each;
  std::int64_t sessions;
};
LabelCounts label_counts(const statistics::Summary& summary, const Column& column, std::size_t place);

}  // namespace ergodic::engine
