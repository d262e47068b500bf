#pragma once

#include <ergodic/columns.hpp>

#include <cstdint>
#include <span>

namespace ergodic::statistics {

/// Adds how often each code of the category occurs to `counts`, one a label. T: a type of whole numbers.
/// Throws InternalError for a code without a label.
template <class T>
void count_categories(const Column& column, std::span<const T> codes, std::span<std::int64_t> counts);

}  // namespace ergodic::statistics
