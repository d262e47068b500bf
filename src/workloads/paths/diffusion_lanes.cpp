#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/paths/diffusion_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/paths/diffusion_lanes.hpp"

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

HWY_INLINE Reals advance(const GeometricStep& step, Reals& value, Reals normal) {
  const Reals from = value;
  value = value * lanes::exp(step.move + step.spread * normal);
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

HWY_INLINE Reals highest(const BrownianStep& step, Reals from, Reals to, Reals second) {
  return bridge_maximum(from, to, step.spread * step.spread, second);
}

HWY_INLINE Reals highest(const GeometricStep& step, Reals from, Reals to, Reals second) {
  return from * lanes::exp(bridge_maximum(0.0, lanes::log(to / from), step.spread * step.spread, second));
}

/// The draws of a path's second stream, where there are none.
struct NoLanes {
  void fill(LaneStreams&, std::size_t) {}
  EvenOdd<Reals> at(std::size_t) const { return {0.0, 0.0}; }
};

/// One vector of paths.
template <class Step, bool between_steps, bool sums>
class PathLanes {
 public:
  explicit PathLanes(double start)
      : value_(start), maximum_(start), minimum_(start), highest_(start), integral_(0.0), sum_(0.0), log_sum_(0.0) {}

  HWY_INLINE void go_on(const Step& step, Reals normal, Reals second) {
    const Reals from = value_;
    if constexpr (std::is_same_v<Step, OrnsteinUhlenbeckStep>) {
      integral_ += advance(step, value_, normal, second);
    } else {
      integral_ += advance(step, value_, normal);
    }
    maximum_ = lanes::max(maximum_, value_);
    minimum_ = lanes::min(minimum_, value_);
    if constexpr (between_steps) highest_ = lanes::max(highest_, highest(step, from, value_, second));
    if constexpr (sums) {
      sum_ += value_;
      log_sum_ += lanes::log(value_);
    }
  }

  void leave(std::span<PathSums> paths) const {
    set(value_, &PathSums::terminal, paths);
    set(maximum_, &PathSums::maximum, paths);
    set(minimum_, &PathSums::minimum, paths);
    set(highest_, &PathSums::continuous_maximum, paths);
    set(integral_, &PathSums::integral, paths);
    set(sum_, &PathSums::sum, paths);
    set(log_sum_, &PathSums::log_sum, paths);
  }

 private:
  static void set(Reals values, double PathSums::*member, std::span<PathSums> paths) {
    alignas(64) std::array<double, hn::MaxLanes(RealTag())> of_lanes;
    hn::Store(values.v, RealTag(), of_lanes.data());
    for (std::size_t i = 0; i < paths.size(); ++i)
      paths[i].*member = of_lanes[i];
  }

  Reals value_, maximum_, minimum_, highest_, integral_, sum_, log_sum_;
};

template <bool between_steps, bool sums, class Step>
void simulate_watched(const Step& step, const DiffusionPlan& plan, Philox4x32::Key key, std::uint64_t first,
                      std::span<PathSums> paths) {
  constexpr bool integrates = std::is_same_v<Step, OrnsteinUhlenbeckStep>;
  const std::size_t width = hn::Lanes(RealTag());
  NormalLanes normals;
  std::conditional_t<integrates, NormalLanes, std::conditional_t<between_steps, ExponentialLanes, NoLanes>> seconds;
  for (std::size_t done = 0; done < paths.size(); done += 2 * width) {
    LaneStreams stream(key, first + done, 0), second(key, first + done, 1);
    PathLanes<Step, between_steps, sums> even(plan.start), odd(plan.start);
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
void simulate(const Step& step, const DiffusionPlan& plan, Philox4x32::Key key, std::uint64_t first,
              std::span<PathSums> paths) {
  if constexpr (std::is_same_v<Step, GeometricStep>) {
    if (plan.between_steps && plan.sums) return simulate_watched<true, true>(step, plan, key, first, paths);
    if (plan.sums) return simulate_watched<false, true>(step, plan, key, first, paths);
  }
  if constexpr (!std::is_same_v<Step, OrnsteinUhlenbeckStep>) {
    if (plan.between_steps) return simulate_watched<true, false>(step, plan, key, first, paths);
  }
  simulate_watched<false, false>(step, plan, key, first, paths);
}

void simulate_brownian(const BrownianStep& step, const DiffusionPlan& plan, Philox4x32::Key key, std::uint64_t first,
                       std::span<PathSums> paths) {
  simulate(step, plan, key, first, paths);
}

void simulate_geometric(const GeometricStep& step, const DiffusionPlan& plan, Philox4x32::Key key, std::uint64_t first,
                        std::span<PathSums> paths) {
  simulate(step, plan, key, first, paths);
}

void simulate_ornstein_uhlenbeck(const OrnsteinUhlenbeckStep& step, const DiffusionPlan& plan, Philox4x32::Key key,
                                 std::uint64_t first, std::span<PathSums> paths) {
  simulate(step, plan, key, first, paths);
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
  HWY_DYNAMIC_DISPATCH(simulate_brownian)(step, plan, streams.key(), first, paths);
}

void simulate_in_lanes(const GeometricStep& step, const DiffusionPlan& plan, const Streams& streams,
                       std::uint64_t first, std::span<PathSums> paths) {
  HWY_DYNAMIC_DISPATCH(simulate_geometric)(step, plan, streams.key(), first, paths);
}

void simulate_in_lanes(const OrnsteinUhlenbeckStep& step, const DiffusionPlan& plan, const Streams& streams,
                       std::uint64_t first, std::span<PathSums> paths) {
  HWY_DYNAMIC_DISPATCH(simulate_ornstein_uhlenbeck)(step, plan, streams.key(), first, paths);
}

}  // namespace ergodic::workloads::paths
#endif
