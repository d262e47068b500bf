#pragma once

#include "workloads/paths/walks/jump_law.hpp"
#include "workloads/paths/walks/walk_law.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Random walks side by side in the lanes of vector registers. What they leave is what walks that go one at a time
/// leave with the same streams; but one that needs more than a word for a step, which takes hundreds of millions of
/// steps, is left to those.
namespace ergodic::workloads::paths {

/// A random walk as lanes run it, in numbers of 32 bits: places are counted from the start.
struct WalkPlan {
  struct Jump {
    std::int32_t threshold;  ///< a draw above it makes this jump or a later one
    std::int32_t more;       ///< than the jump before
  };

  WalkRules::AtBounds at_bounds;
  bool is_bounded;
  std::int32_t lower, upper;
  std::int64_t steps;
  int bits;  ///< of a draw; those of 32 are less 2^31, as their thresholds
  std::int32_t first_jump;
  std::vector<Jump> jumps;  ///< the others
};

/// nullopt for many jumps, and where a walk might go too far.
std::optional<WalkPlan> walk_plan(const WalkRules& rules, const JumpLaw& law);

struct WalkEnd {
  std::int32_t terminal, maximum, minimum, duration;
  std::int32_t is_decided;  ///< 0: nothing else holds
  std::int64_t sum;         ///< of the places after each step
};

void simulate_in_lanes(const WalkPlan& plan, const Streams& streams, std::uint64_t first, std::span<WalkEnd> paths);

}  // namespace ergodic::workloads::paths
