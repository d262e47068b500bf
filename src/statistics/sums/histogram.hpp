#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace ergodic::statistics {

/// Equal bins of a quantity, in its unit: bin i has what is at least edge(i) and below edge(i + 1). Beside them it
/// counts what lies below the first and above the last; a NaN is in none.
struct Histogram {
  std::string column;
  double from;       ///< the first edge
  double to;         ///< the last; above `from`
  std::size_t bins;  ///< at least 1

  /// Of the counters: of what lies below, of each bin, of what lies above.
  std::size_t size() const { return bins + 2; }

  /// i = 0, …, bins.
  double edge(std::size_t i) const;
  /// The counter that a value belongs to.
  std::size_t counter(double value) const;
};

}  // namespace ergodic::statistics
