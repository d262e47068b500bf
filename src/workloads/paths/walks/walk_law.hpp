#pragma once

#include <ergodic/exact.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::paths {

/// How a random walk goes on.
struct WalkRules {
  enum class AtBounds { stay, turn, absorb };
  static constexpr std::int64_t far = std::int64_t{1} << 62;  ///< no bound

  std::int64_t start = 0;
  std::int64_t steps = 0;
  std::int64_t lower = -far;
  std::int64_t upper = far;
  AtBounds at_bounds = AtBounds::stay;
  std::vector<std::int64_t> jumps = {};
  std::vector<double> probabilities = {};  ///< of the jumps

  bool is_bounded() const { return lower > -far || upper < far; }
  bool absorbs() const { return at_bounds == AtBounds::absorb; }
  bool is_at_bound(std::int64_t place) const { return place == lower || place == upper; }
  bool is_absorbed(std::int64_t place) const { return absorbs() && is_at_bound(place); }
  bool turns(std::int64_t place) const { return at_bounds == AtBounds::turn && is_at_bound(place); }
  std::int64_t turned(std::int64_t place) const { return place == lower ? place + 1 : place - 1; }

  std::int64_t moved(std::int64_t place, std::int64_t jump) const {
    const std::int64_t next = place + jump;
    if (at_bounds == AtBounds::stay) return next < lower || next > upper ? place : next;
    return std::clamp(next, lower, upper);
  }
};

/// The walk's exact answers: by its formulae where it is free, else by recursion over the steps and linear algebra on
/// the places between the bounds.
ExactResults walk_exact(const WalkRules& rules);

}  // namespace ergodic::workloads::paths
