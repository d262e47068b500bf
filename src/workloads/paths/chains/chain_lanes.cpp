#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/paths/chains/chain_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/paths/chains/chain_lanes.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::paths::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

using lanes::HalfWordTag;
using lanes::LaneStreams;
using D32 = hn::RebindToSigned<HalfWordTag>;
using VI = hn::Vec<D32>;

VI set(std::int32_t value) { return hn::Set(D32(), value); }

/// The paths of LaneStreams: those of its even vector in the even lanes.
class ChainPaths {
 public:
  explicit ChainPaths(const ChainPlan& plan)
      : state(set(plan.from)),
        visits(plan.draws_start ? set(0) : hn::Neg(set(plan.targets[static_cast<std::size_t>(plan.from)]))),
        first_hit(!plan.draws_start && plan.targets[static_cast<std::size_t>(plan.from)] ? set(0) : set(plan.steps)),
        moves(set(plan.draws_start ? -1 : 0)),  // the first state drawn is no move
        is_decided(set(1)) {}

  void leave(std::span<ChainEnd> paths) const {
    leave(state, &ChainEnd::terminal, paths);
    leave(visits, &ChainEnd::visits, paths);
    leave(first_hit, &ChainEnd::first_hit, paths);
    leave(moves, &ChainEnd::moves, paths);
    leave(is_decided, &ChainEnd::is_decided, paths);
  }

  VI state, visits, first_hit, moves, is_decided;

 private:
  static void leave(VI values, std::int32_t ChainEnd::*member, std::span<ChainEnd> paths) {
    alignas(64) std::array<std::int32_t, hn::MaxLanes(D32())> of_lanes;
    hn::Store(values, D32(), of_lanes.data());
    const std::size_t half = LaneStreams::count() / 2;
    for (std::size_t i = 0; i < paths.size(); ++i)
      paths[i].*member = of_lanes[i < half ? 2 * i : 2 * (i - half) + 1];
  }
};

/// So many vectors at a time hide how long a gather takes.
constexpr std::size_t together = 4;

template <bool has_target>
HWY_INLINE void go_on(const ChainPlan& plan, const VI (&words)[together], std::int32_t step, ChainPaths* paths) {
  VI node[together], tree[together];
  for (std::size_t i = 0; i < together; ++i) {
    tree[i] = hn::ShiftLeftSame(paths[i].state, plan.depth);
    node[i] = set(1);
  }
  for (int level = 0; level < plan.depth; ++level) {
    for (std::size_t i = 0; i < together; ++i) {
      const VI threshold = hn::GatherIndex(D32(), plan.trees.data(), hn::Add(tree[i], node[i]));
      const VI above = hn::VecFromMask(D32(), hn::Lt(threshold, words[i]));
      const VI equal = hn::VecFromMask(D32(), hn::Eq(threshold, words[i]));
      paths[i].is_decided = hn::AndNot(equal, paths[i].is_decided);
      node[i] = hn::Sub(hn::Add(node[i], node[i]), above);
    }
  }
  for (std::size_t i = 0; i < together; ++i) {
    const VI next = hn::Sub(node[i], set(1 << plan.depth));
    const VI stays = hn::VecFromMask(D32(), hn::Eq(next, paths[i].state));
    paths[i].moves = hn::Add(paths[i].moves, hn::Add(set(1), stays));
    paths[i].state = next;
    if constexpr (has_target) {
      const VI inside = hn::GatherIndex(D32(), plan.targets.data(), next);
      const auto is_first = hn::And(hn::Lt(inside, set(0)), hn::Eq(paths[i].visits, set(0)));
      paths[i].first_hit = hn::IfThenElse(is_first, set(step), paths[i].first_hit);
      paths[i].visits = hn::Sub(paths[i].visits, inside);
    }
  }
}

template <bool has_target>
void run(const ChainPlan& plan, const Streams& streams, std::uint64_t first, std::span<ChainEnd> ends) {
  const std::size_t width = LaneStreams::count();
  for (std::size_t done = 0; done < ends.size(); done += together * width) {
    LaneStreams words_of[together] = {{streams, first + done, 0},
                                      {streams, first + done + width, 0},
                                      {streams, first + done + 2 * width, 0},
                                      {streams, first + done + 3 * width, 0}};
    ChainPaths paths[together] = {ChainPaths(plan), ChainPaths(plan), ChainPaths(plan), ChainPaths(plan)};
    for (std::int32_t step = plan.draws_start ? 0 : 1; step <= plan.steps;) {
      words_of[0].pause();
      VI words[4][together];
      for (std::size_t i = 0; i < together; ++i) {
        const auto block = words_of[i].next();
        for (std::size_t word = 0; word < 4; ++word) {
          words[word][i] = hn::Xor(hn::BitCast(D32(), lanes::join(HalfWordTag(), block.words[word])),
                                   set(std::numeric_limits<std::int32_t>::min()));
        }
      }
      for (std::size_t word = 0; word < 4 && step <= plan.steps; ++word, ++step)
        go_on<has_target>(plan, words[word], step, paths);
    }
    for (std::size_t i = 0; i < together && done + i * width < ends.size(); ++i) {
      const auto rest = ends.subspan(done + i * width);
      paths[i].leave(rest.first(std::min(width, rest.size())));
    }
  }
}

void run_chain(const ChainPlan& plan, const Streams& streams, std::uint64_t first, std::span<ChainEnd> ends) {
  plan.has_target ? run<true>(plan, streams, first, ends) : run<false>(plan, streams, first, ends);
}

}  // namespace ergodic::workloads::paths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ergodic::workloads::paths {

namespace {

HWY_EXPORT(run_chain);

/// The upper halves of a row's thresholds, filled up with the largest, in the order of the levels of a search.
void add_tree(std::span<const std::uint32_t> thresholds, int depth, std::vector<std::int32_t>& trees) {
  trees.push_back(0);  // trees begin at place 1
  for (int level = 0; level < depth; ++level) {
    for (std::size_t i = 0; i < std::size_t{1} << level; ++i) {
      const std::size_t place = ((2 * i + 1) << (depth - 1 - level)) - 1;
      const std::uint32_t threshold = place < thresholds.size() ? thresholds[place] : 0xFFFFFFFFu;
      trees.push_back(static_cast<std::int32_t>(threshold ^ 0x80000000u));
    }
  }
}

}  // namespace

ChainPlan::ChainPlan(const LawTable& next, std::size_t states, const LawTable* start, std::uint32_t first_state,
                     std::int64_t step_count, const std::vector<bool>& target)
    : depth(static_cast<int>(std::bit_width(next.upper_halves(0).size()))),
      has_target(std::find(target.begin(), target.end(), true) != target.end()),
      draws_start(start != nullptr),
      from(static_cast<std::int32_t>(start ? states : first_state)),
      steps(static_cast<std::int32_t>(step_count)) {
  for (std::uint32_t row = 0; row < states; ++row)
    add_tree(next.upper_halves(row), depth, trees);
  if (start) add_tree(start->upper_halves(0), depth, trees);
  for (std::size_t state = 0; state < states; ++state)
    targets.push_back(target[state] ? -1 : 0);
}

void simulate_in_lanes(const ChainPlan& plan, const Streams& streams, std::uint64_t first, std::span<ChainEnd> paths) {
  HWY_DYNAMIC_DISPATCH(run_chain)(plan, streams, first, paths);
}

}  // namespace ergodic::workloads::paths
#endif
