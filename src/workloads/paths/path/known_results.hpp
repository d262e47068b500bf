#pragma once

#include <ergodic/exact.hpp>

namespace ergodic::workloads::paths {

/// Leaves out what is NaN or infinite, but for infinite standard deviations, and says so in notes: NaN is what a model
/// gives where rounding would decide, and numbers end at 1.8e308.
void keep_numbers(ExactResults& exact);

}  // namespace ergodic::workloads::paths
