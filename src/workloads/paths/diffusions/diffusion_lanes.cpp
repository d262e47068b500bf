#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/paths/diffusions/diffusion_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/paths/diffusions/diffusion_lanes.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::paths::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

using lanes::EvenOdd;
using lanes::ExponentialLanes;
using lanes::LaneStreams;
using lanes::NormalLanes;
using lanes::Reals;
using lanes::RealTag;

HWY_INLINE Reals trapezoid(Reals from, Reals to, double step) { return Reals(step) * (from + to) / 2.0; }

/// Each goes on by a step and returns the integral over it.
HWY_INLINE Reals advance(const BrownianStep& step, Reals& value, Reals normal) {
  const Reals from = value;
  value += step.move + step.spread * normal;
  return trapezoid(from, value, step.length);
}

HWY_INLINE Reals advance(const OrnsteinUhlenbeckStep& step, Reals& value, Reals normal, Reals second) {
  const Reals off = value - step.level;
  const Reals shock = step.spread * normal;
  value = step.level + off * step.decay + shock;
  return Reals(step.level * step.length) + off * step.share + step.regression * shock + step.rest * second;
}

HWY_INLINE Reals bridge_maximum(Reals a, Reals b, double variance, Reals exponential) {
  return (a + b + lanes::square_root((b - a) * (b - a) + 2 * variance * exponential)) / 2.0;
}

/// The draws of a path's second stream, where there are none.
struct NoLanes {
  void fill(LaneStreams&, std::size_t) {}
  EvenOdd<Reals> at(std::size_t) const { return {0.0, 0.0}; }
};

/// One vector of paths, of which values between start and end are wanted, or not.
template <class Step, bool between_steps, bool wants_values>
class PathLanes {
  static constexpr bool in_logs = std::is_same_v<Step, GeometricStep>;

 public:
  explicit PathLanes(const DiffusionPlan& plan)
      : start_(plan.start),
        barrier_(plan.barrier),
        place_(in_logs ? 0.0 : plan.start),
        maximum_(place_),
        minimum_(place_),
        highest_(place_),
        value_(plan.start),
        integral_(0.0),
        sum_(0.0),
        log_sum_(0.0),
        before_(1.0) {}

  HWY_INLINE void go_on(const Step& step, Reals normal, Reals second) {
    const Reals from = place_;
    if constexpr (in_logs) {
      place_ += step.move + step.spread * normal;
      if constexpr (wants_values) watch_value(step);
    } else if constexpr (std::is_same_v<Step, OrnsteinUhlenbeckStep>) {
      integral_ += advance(step, place_, normal, second);
    } else {
      integral_ += advance(step, place_, normal);
    }
    maximum_ = lanes::max(maximum_, place_);
    minimum_ = lanes::min(minimum_, place_);
    if constexpr (between_steps)
      highest_ = lanes::max(highest_, bridge_maximum(from, place_, step.spread * step.spread, second));
    before_ += lanes::only((between_steps ? highest_ : maximum_) < barrier_, 1.0);
  }

  void leave(std::span<PathSums> paths) const {
    set(value_at(place_), &PathSums::terminal, paths);
    set(value_at(maximum_), &PathSums::maximum, paths);
    set(value_at(minimum_), &PathSums::minimum, paths);
    set(value_at(highest_), &PathSums::continuous_maximum, paths);
    set(integral_, &PathSums::integral, paths);
    set(sum_, &PathSums::sum, paths);
    set(log_sum_, &PathSums::log_sum, paths);
    set(before_, &PathSums::before, paths);
  }

 private:
  HWY_INLINE Reals value_at(Reals place) const {
    if constexpr (in_logs) return start_ * lanes::exp(place);
    return place;
  }

  HWY_INLINE void watch_value(const Step& step) {
    const Reals from = value_;
    value_ = value_at(place_);
    integral_ += trapezoid(from, value_, step.length);
    sum_ += value_;
    log_sum_ += place_;
  }

  static void set(Reals values, double PathSums::*member, std::span<PathSums> paths) {
    alignas(64) std::array<double, hn::MaxLanes(RealTag())> of_lanes;
    hn::Store(values.v, RealTag(), of_lanes.data());
    for (std::size_t i = 0; i < paths.size(); ++i)
      paths[i].*member = of_lanes[i];
  }

  Reals start_, barrier_;
  Reals place_, maximum_, minimum_, highest_;  ///< logarithms of what the price is to its start, or values
  Reals value_, integral_, sum_, log_sum_, before_;
};

template <bool between_steps, bool wants_values, class Step>
void simulate_watched(const Step& step, const DiffusionPlan& plan, const Streams& streams, std::uint64_t first,
                      std::span<PathSums> paths) {
  constexpr bool integrates = std::is_same_v<Step, OrnsteinUhlenbeckStep>;
  const std::size_t width = hn::Lanes(RealTag());
  NormalLanes normals;
  std::conditional_t<integrates, NormalLanes, std::conditional_t<between_steps, ExponentialLanes, NoLanes>> seconds;
  for (std::size_t done = 0; done < paths.size(); done += 2 * width) {
    LaneStreams stream(streams, first + done, 0), second(streams, first + done, 1);
    PathLanes<Step, between_steps, wants_values> even(plan), odd(plan);
    for (std::int64_t left = plan.steps; left > 0; left -= NormalLanes::draws) {
      const std::size_t steps = std::min<std::size_t>(left, NormalLanes::draws);
      normals.fill(stream, steps);
      seconds.fill(second, steps);
      for (std::size_t i = 0; i < steps; ++i) {
        const auto normal = normals.at(i), other = seconds.at(i);
        even.go_on(step, normal.even, other.even);
        odd.go_on(step, normal.odd, other.odd);
      }
    }
    const auto rest = paths.subspan(done);
    even.leave(rest.first(std::min(width, rest.size())));
    if (rest.size() > width) odd.leave(rest.subspan(width).first(std::min(width, rest.size() - width)));
  }
}

template <class Step>
void simulate(const Step& step, const DiffusionPlan& plan, const Streams& streams, std::uint64_t first,
              std::span<PathSums> paths) {
  if constexpr (std::is_same_v<Step, GeometricStep>) {
    if (plan.between_steps && plan.wants_values) return simulate_watched<true, true>(step, plan, streams, first, paths);
    if (plan.wants_values) return simulate_watched<false, true>(step, plan, streams, first, paths);
  }
  if constexpr (!std::is_same_v<Step, OrnsteinUhlenbeckStep>) {
    if (plan.between_steps) return simulate_watched<true, false>(step, plan, streams, first, paths);
  }
  simulate_watched<false, false>(step, plan, streams, first, paths);
}

void simulate_brownian(const BrownianStep& step, const DiffusionPlan& plan, const Streams& streams, std::uint64_t first,
                       std::span<PathSums> paths) {
  simulate(step, plan, streams, first, paths);
}

void simulate_geometric(const GeometricStep& step, const DiffusionPlan& plan, const Streams& streams,
                        std::uint64_t first, std::span<PathSums> paths) {
  simulate(step, plan, streams, first, paths);
}

void simulate_ornstein_uhlenbeck(const OrnsteinUhlenbeckStep& step, const DiffusionPlan& plan, const Streams& streams,
                                 std::uint64_t first, std::span<PathSums> paths) {
  simulate(step, plan, streams, first, paths);
}

}  // namespace ergodic::workloads::paths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ergodic::workloads::paths {

namespace {

HWY_EXPORT(simulate_brownian);
HWY_EXPORT(simulate_geometric);
HWY_EXPORT(simulate_ornstein_uhlenbeck);

}  // namespace

void simulate_in_lanes(const BrownianStep& step, const DiffusionPlan& plan, const Streams& streams, std::uint64_t first,
                       std::span<PathSums> paths) {
  HWY_DYNAMIC_DISPATCH(simulate_brownian)(step, plan, streams, first, paths);
}

void simulate_in_lanes(const GeometricStep& step, const DiffusionPlan& plan, const Streams& streams,
                       std::uint64_t first, std::span<PathSums> paths) {
  HWY_DYNAMIC_DISPATCH(simulate_geometric)(step, plan, streams, first, paths);
}

void simulate_in_lanes(const OrnsteinUhlenbeckStep& step, const DiffusionPlan& plan, const Streams& streams,
                       std::uint64_t first, std::span<PathSums> paths) {
  HWY_DYNAMIC_DISPATCH(simulate_ornstein_uhlenbeck)(step, plan, streams, first, paths);
}

}  // namespace ergodic::workloads::paths
#endif
