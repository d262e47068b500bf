#pragma once

#include "store/file_layout.hpp"

#include <ergodic/columns.hpp>

#include <vector>

namespace ergodic::engine {

/// Columns and dimensions are named beside each other in the file. Throws InternalError for an axis without places, or
/// of another one's name.
void require_distinct_dimensions(const Columns& columns, const Axes& axes, const store::FileLayout& layout);

/// Studies name columns too, so that two of them may give the same dataset: throws StudyError then.
void require_distinct_names(const Axes& axes, const std::vector<store::Variable>& variables);

}  // namespace ergodic::engine
