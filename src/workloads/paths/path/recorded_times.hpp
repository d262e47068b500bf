#pragma once

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <optional>
#include <vector>

namespace ergodic::workloads::paths {

/// `times`, `times_every` and `steps_every`.
std::vector<Key> recorded_times_keys();

/// The times that one of them asks for, each made the point of the grid that it means where there is one; empty where
/// none is set. Throws StudyError for two of them, and for times that do not increase, are beyond the horizon, off the
/// grid or too many.
std::vector<double> recorded_times(const Parameters& study, double horizon, std::optional<double> grid_step);

/// What readers see of a time: 0.7, where 7 · 0.1, which a path's clock shows, is 0.7000000000000001. The number of at
/// most 12 digits that is within the rounding of such products; the time itself, such as 1/3, where there is none.
double time_as_written(double time);

}  // namespace ergodic::workloads::paths
