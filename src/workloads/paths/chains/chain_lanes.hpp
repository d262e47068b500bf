#pragma once

#include "workloads/paths/chains/law_table.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <span>
#include <vector>

/// Paths of Markov chains side by side in the lanes of vector registers. What they leave is what paths
/// that go one at a time leave with the same streams; but a path that needs more than one word for a step, one in
/// hundreds of millions of steps, is left to those.
namespace ergodic::workloads::paths {

/// A Markov chain as lanes run it: the upper halves of each row's thresholds as a tree to descend, one level a gather.
struct ChainPlan {
  /// `start` is the law of the first state where it is drawn, of as many numbers as the rows of `next`.
  ChainPlan(const LawTable& next, std::size_t states, const LawTable* start, std::uint32_t first_state,
            std::int64_t steps, const std::vector<bool>& target);

  int depth;
  std::vector<std::int32_t> trees;    ///< of the rows, 2^depth each, in level order from place 1; less 2^31
  std::vector<std::int32_t> targets;  ///< −1, or 0, of each state
  bool has_target;
  bool draws_start;
  std::int32_t from;  ///< the row of the first word
  std::int32_t steps;
};

struct ChainEnd {
  std::int32_t terminal, visits, first_hit, moves;
  std::int32_t is_decided;  ///< 0: nothing else holds
};

void simulate_in_lanes(const ChainPlan& plan, const Streams& streams, std::uint64_t first, std::span<ChainEnd> paths);

}  // namespace ergodic::workloads::paths
