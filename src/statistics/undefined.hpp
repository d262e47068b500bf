#pragma once

#include <limits>

namespace ergodic::statistics {

/// A figure of too few numbers, or of such as have none.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace ergodic::statistics
