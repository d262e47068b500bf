#pragma once

#include <ergodic/rows.hpp>

namespace ergodic::engine {

/// Lets the sessions fail that have left NaN or infinity in a column whose values are numbers: an overflow or 0/0
/// passes for no result. Those that have failed already are left alone.
void fail_rows_that_are_not_finite(Rows& rows);

}  // namespace ergodic::engine
