#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/paths/walks/walk_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/paths/walks/walk_lanes.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::paths::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

using lanes::EvenOdd;
using lanes::HalfWordTag;
using lanes::LaneStreams;
using AtBounds = WalkRules::AtBounds;
using D32 = hn::RebindToSigned<HalfWordTag>;
using D64 = hn::RepartitionToWide<D32>;
using V32 = hn::Vec<D32>;
using V64 = hn::Vec<D64>;

HWY_INLINE V32 set(std::int32_t value) { return hn::Set(D32(), value); }
template <class Mask>
HWY_INLINE V32 only(Mask where, V32 value) {
  return hn::IfThenElseZero(where, value);
}

/// The walks of LaneStreams: those of its even vector in the even lanes.
template <AtBounds at_bounds, bool is_bounded, bool is_dyadic>
class Walks {
  static constexpr bool absorbs = is_bounded && at_bounds == AtBounds::absorb;

 public:
  explicit Walks(const WalkPlan& plan)
      : place_(set(0)),
        maximum_(place_),
        minimum_(place_),
        sum_(place_),
        even_sum_(hn::Zero(D64())),
        odd_sum_(hn::Zero(D64())),
        duration_(set(0)),
        is_decided_(set(1)),
        runs_(is_inside(plan)) {}

  bool any_runs() const { return !absorbs || !hn::AllFalse(D32(), runs_); }

  HWY_INLINE void go_on(const WalkPlan& plan, V32 draw) {
    V32 next = hn::Add(place_, set(plan.first_jump));
    for (const WalkPlan::Jump& jump : plan.jumps) {
      const V32 threshold = set(jump.threshold);
      next = hn::Add(next, only(hn::Gt(draw, threshold), set(jump.more)));
      if constexpr (!is_dyadic) {
        const auto undecided = hn::And(runs_, hn::Eq(draw, threshold));
        is_decided_ = hn::IfThenZeroElse(undecided, is_decided_);
      }
    }
    if constexpr (is_bounded) next = bounded(plan, next);
    if constexpr (absorbs) {
      place_ = hn::IfThenElse(runs_, next, place_);
      duration_ = hn::Add(duration_, only(runs_, set(1)));
      sum_ = hn::Add(sum_, only(runs_, place_));
      runs_ = hn::And(runs_, is_inside(plan));
    } else {
      place_ = next;
      sum_ = hn::Add(sum_, place_);
    }
    maximum_ = hn::Max(maximum_, place_);
    minimum_ = hn::Min(minimum_, place_);
  }

  /// To be called every 32 steps at least: sums of more do not fit 32 bits.
  HWY_INLINE void carry() {
    const V64 both = hn::BitCast(D64(), sum_);
    even_sum_ = hn::Add(even_sum_, hn::ShiftRight<32>(hn::ShiftLeft<32>(both)));
    odd_sum_ = hn::Add(odd_sum_, hn::ShiftRight<32>(both));
    sum_ = set(0);
  }

  void leave(const WalkPlan& plan, std::span<WalkEnd> ends) const {
    leave(place_, &WalkEnd::terminal, ends);
    leave(maximum_, &WalkEnd::maximum, ends);
    leave(minimum_, &WalkEnd::minimum, ends);
    leave(absorbs ? duration_ : set(static_cast<std::int32_t>(plan.steps)), &WalkEnd::duration, ends);
    leave(is_decided_, &WalkEnd::is_decided, ends);
    alignas(64) std::array<std::int64_t, 2 * hn::MaxLanes(D64())> sums;
    hn::Store(even_sum_, D64(), sums.data());
    hn::Store(odd_sum_, D64(), sums.data() + hn::Lanes(D64()));
    for (std::size_t i = 0; i < ends.size(); ++i)
      ends[i].sum = sums[i];
  }

 private:
  auto is_inside(const WalkPlan& plan) const {
    const auto anywhere = hn::Eq(place_, place_);
    return absorbs ? hn::And(hn::Gt(place_, set(plan.lower)), hn::Lt(place_, set(plan.upper))) : anywhere;
  }

  HWY_INLINE V32 bounded(const WalkPlan& plan, V32 next) const {
    const V32 low = set(plan.lower), high = set(plan.upper);
    if constexpr (at_bounds == AtBounds::stay)
      return hn::IfThenElse(hn::Or(hn::Lt(next, low), hn::Gt(next, high)), place_, next);
    next = hn::Min(hn::Max(next, low), high);
    if constexpr (at_bounds == AtBounds::absorb) return next;
    next = hn::IfThenElse(hn::Eq(place_, high), set(plan.upper - 1), next);
    return hn::IfThenElse(hn::Eq(place_, low), set(plan.lower + 1), next);
  }

  static void leave(V32 values, std::int32_t WalkEnd::*member, std::span<WalkEnd> ends) {
    alignas(64) std::array<std::int32_t, hn::MaxLanes(D32())> of_lanes;
    hn::Store(values, D32(), of_lanes.data());
    const std::size_t half = LaneStreams::count() / 2;
    for (std::size_t i = 0; i < ends.size(); ++i)
      ends[i].*member = of_lanes[i < half ? 2 * i : 2 * (i - half) + 1];
  }

  V32 place_, maximum_, minimum_, sum_;
  V64 even_sum_, odd_sum_;
  V32 duration_, is_decided_;
  hn::Mask<D32> runs_;
};

template <AtBounds at_bounds, bool is_bounded, bool is_dyadic>
void run(const WalkPlan& plan, const Streams& streams, std::uint64_t first, std::span<WalkEnd> ends) {
  const std::size_t width = LaneStreams::count();
  const V32 offset = set(is_dyadic ? 0 : std::numeric_limits<std::int32_t>::min());
  const V32 mask = set(is_dyadic ? (1 << plan.bits) - 1 : -1);
  const int draws = 32 / plan.bits;  // of a word
  // Two vectors of walks hide how long their steps take.
  for (std::size_t done = 0; done < ends.size(); done += 2 * width) {
    LaneStreams one(streams, first + done, 0), other(streams, first + done + width, 0);
    Walks<at_bounds, is_bounded, is_dyadic> walks(plan), others(plan);
    for (std::int64_t left = plan.steps; left > 0 && (walks.any_runs() || others.any_runs());) {
      one.pause();
      const auto block = one.next(), other_block = other.next();
      for (std::size_t i = 0; i < 4 && left > 0; ++i) {
        V32 word = hn::Xor(hn::BitCast(D32(), lanes::join(HalfWordTag(), block.words[i])), offset);
        V32 other_word = hn::Xor(hn::BitCast(D32(), lanes::join(HalfWordTag(), other_block.words[i])), offset);
        const auto count = static_cast<int>(std::min<std::int64_t>(draws, left));
        for (int draw = 0; draw < count; ++draw) {
          walks.go_on(plan, hn::And(word, mask));
          others.go_on(plan, hn::And(other_word, mask));
          if constexpr (is_dyadic) {
            word = hn::ShiftRightSame(word, plan.bits);
            other_word = hn::ShiftRightSame(other_word, plan.bits);
          }
        }
        walks.carry();
        others.carry();
        left -= count;
      }
    }
    const auto rest = ends.subspan(done);
    walks.leave(plan, rest.first(std::min(width, rest.size())));
    if (rest.size() > width) others.leave(plan, rest.subspan(width).first(std::min(width, rest.size() - width)));
  }
}

template <AtBounds at_bounds, bool is_bounded>
void run_bounded(const WalkPlan& plan, const Streams& streams, std::uint64_t first, std::span<WalkEnd> ends) {
  plan.bits < 32 ? run<at_bounds, is_bounded, true>(plan, streams, first, ends)
                 : run<at_bounds, is_bounded, false>(plan, streams, first, ends);
}

void run_walk(const WalkPlan& plan, const Streams& streams, std::uint64_t first, std::span<WalkEnd> ends) {
  if (!plan.is_bounded) return run_bounded<AtBounds::stay, false>(plan, streams, first, ends);
  switch (plan.at_bounds) {
    case AtBounds::stay: return run_bounded<AtBounds::stay, true>(plan, streams, first, ends);
    case AtBounds::turn: return run_bounded<AtBounds::turn, true>(plan, streams, first, ends);
    case AtBounds::absorb: return run_bounded<AtBounds::absorb, true>(plan, streams, first, ends);
  }
}

}  // namespace ergodic::workloads::paths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ergodic::workloads::paths {

namespace {

HWY_EXPORT(run_walk);

}  // namespace

std::optional<WalkPlan> walk_plan(const WalkRules& rules, const JumpLaw& law) {
  constexpr std::size_t most_jumps = 16;
  constexpr std::int64_t farthest = 1 << 25;  // 32 places add up to less than 2^31
  const auto [least, greatest] = std::minmax_element(rules.jumps.begin(), rules.jumps.end());
  const std::int64_t reach = std::max(std::abs(*least), std::abs(*greatest)) * rules.steps;
  const std::int64_t lower = rules.lower - rules.start, upper = rules.upper - rules.start;
  if (rules.jumps.size() > most_jumps || std::min(reach, std::max(-lower, upper)) >= farthest) return std::nullopt;

  WalkPlan plan{.at_bounds = rules.at_bounds,
                .is_bounded = rules.is_bounded(),
                .lower = static_cast<std::int32_t>(std::max(lower, -farthest)),
                .upper = static_cast<std::int32_t>(std::min(upper, farthest)),
                .steps = rules.steps,
                .bits = law.bits(),
                .first_jump = static_cast<std::int32_t>(rules.jumps[0]),
                .jumps = {}};
  for (std::size_t j = 1; j < rules.jumps.size(); ++j) {
    const std::uint32_t threshold = law.thresholds()[j - 1];
    plan.jumps.push_back({static_cast<std::int32_t>(law.is_dyadic() ? threshold - 1 : threshold ^ 0x80000000u),
                          static_cast<std::int32_t>(rules.jumps[j] - rules.jumps[j - 1])});
  }
  return plan;
}

void simulate_in_lanes(const WalkPlan& plan, const Streams& streams, std::uint64_t first, std::span<WalkEnd> paths) {
  HWY_DYNAMIC_DISPATCH(run_walk)(plan, streams, first, paths);
}

}  // namespace ergodic::workloads::paths
#endif
