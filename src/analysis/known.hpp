#pragma once

#include <optional>

namespace ergodic::analysis {

/// What a simulated figure tends to, and how many of its standard errors lie between; nullopt where it does not vary.
struct Known {
  double exact;
  std::optional<double> z;
  bool has_no_error = false;  ///< whether there is no z since the standard deviation is infinite or undefined
};

}  // namespace ergodic::analysis
