#pragma once

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <cmath>

namespace ergodic::workloads::paths {

/// The key `normalise` of processes whose laws a study writes out.
inline Key normalise_key() {
  return boolean("normalise")
      .optional()
      .silent_unless_set()
      .says(
          "true: probabilities that do not add up to 1 are divided by their sum; else only by what decimals leave of "
          "it");
}

/// Whether probabilities of this sum are taken for a law, by which they are then divided.
inline bool is_law(double sum, const Parameters& section) {
  constexpr double tolerance = 1e-9;  // what decimals of a study leave
  if (section.has("normalise") && section.boolean("normalise")) return sum > 0;
  return std::abs(sum - 1) <= tolerance;
}

}  // namespace ergodic::workloads::paths
