#pragma once

#include <optional>

namespace ergodic::analysis {

/// What a simulated figure tends to, and how many of its standard errors lie between; nullopt where it does not vary.
struct Known {
  double exact;
  std::optional<double> z;
};

}  // namespace ergodic::analysis
