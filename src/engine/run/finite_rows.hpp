#pragma once

#include <ergodic/rows.hpp>

#include <cstddef>
#include <optional>

namespace ergodic::engine {

/// Lets the sessions fail that have left NaN or infinity in a column whose values are numbers: an overflow or 0/0
/// passes for no result. What may be missing is allowed to be. Those that have failed already are left alone.
/// `declared`: the category by which they fail where their kind declares its failures, with the column as its number.
/// `columns`: how many there are, the first ones; those after them are not looked at.
void fail_rows_that_are_not_finite(Rows& rows, std::optional<std::size_t> declared, std::size_t columns);

}  // namespace ergodic::engine
