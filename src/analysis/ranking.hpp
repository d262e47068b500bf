#pragma once

#include <cstddef>
#include <vector>

namespace ergodic::analysis {

/// The places of the values, the highest first; NaN last, and equal ones in their order.
std::vector<std::size_t> ranked(const std::vector<double>& values);

}  // namespace ergodic::analysis
