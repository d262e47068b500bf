#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/paths/population_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/paths/population_lanes.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::paths::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

using lanes::Lanes;
using lanes::LaneStreams;
using lanes::Reals;
using lanes::RealTag;

/// The draws of the next events: a block of the stream each.
class EventDraws {
 public:
  static constexpr std::size_t most = 16;  ///< events

  void fill(LaneStreams& streams, std::size_t events) {
    const std::size_t width = hn::Lanes(RealTag());
    for (std::size_t i = 0; i < events; ++i) {
      const auto block = streams.next();
      const auto first = block.pair(0), second = block.pair(1);
      hn::Store(lanes::uniform_open(first.even).v, RealTag(), &exponentials_[2 * i * width]);
      hn::Store(lanes::uniform_open(first.odd).v, RealTag(), &exponentials_[(2 * i + 1) * width]);
      hn::Store(lanes::uniform01(second.even).v, RealTag(), &uniforms_[2 * i * width]);
      hn::Store(lanes::uniform01(second.odd).v, RealTag(), &uniforms_[(2 * i + 1) * width]);
    }
    lanes::MinusLogs()(exponentials_.data(), 2 * events * width);
  }

  /// Of event `i` in the first vector of paths (half 0) or the second.
  Reals exponential(std::size_t i, std::size_t half) const { return at(exponentials_, i, half); }
  Reals uniform(std::size_t i, std::size_t half) const { return at(uniforms_, i, half); }

 private:
  using Numbers = std::array<double, most * 2 * hn::MaxLanes(RealTag())>;

  static HWY_INLINE Reals at(const Numbers& numbers, std::size_t i, std::size_t half) {
    return Reals(hn::Load(RealTag(), &numbers[(2 * i + half) * hn::Lanes(RealTag())]));
  }

  alignas(64) Numbers exponentials_;
  alignas(64) Numbers uniforms_;
};

/// One vector of paths.
class Populations {
 public:
  explicit Populations(const PopulationPlan& plan)
      : number_(static_cast<double>(plan.start)),
        maximum_(number_),
        emptied_(plan.start == 0 ? 1.0 : 0.0),
        runs_(number_ == number_) {}

  bool any_runs() const { return !hn::AllFalse(RealTag(), runs_); }

  HWY_INLINE void go_on(const PopulationPlan& plan, Reals exponential, Reals uniform) {
    const BirthDeathRates& rates = plan.rates;
    const Reals up = rates.immigration + rates.birth * number_;
    const Reals all = up + rates.death * lanes::min(number_, static_cast<double>(rates.servers));
    const Reals next = clock_ + exponential / all;
    const Lanes ends = Reals(plan.horizon) <= next;
    const Reals end = std::isfinite(plan.horizon) ? Reals(plan.horizon) : clock_;
    const Reals until = lanes::select(runs_, lanes::select(ends, end, next), clock_);
    const Reals passed = until - clock_;
    area_ += number_ * passed;
    empty_time_ += lanes::only(number_ == 0.0, passed);
    clock_ = until;
    runs_ = hn::AndNot(ends, runs_);

    const Lanes wants_up = hn::And(runs_, uniform * all < up);
    const Lanes is_full = number_ == static_cast<double>(rates.capacity);
    const Reals goes_up = lanes::only(hn::AndNot(is_full, wants_up), 1.0);
    const Reals goes_down = lanes::only(hn::AndNot(wants_up, runs_), 1.0);
    lost_ += lanes::only(hn::And(is_full, wants_up), 1.0);
    ups_ += goes_up;
    downs_ += goes_down;
    number_ += goes_up - goes_down;
    maximum_ = lanes::max(maximum_, number_);
    const Lanes empties = hn::And(number_ == 0.0, emptied_ == 0.0);
    emptied_at_ = lanes::select(empties, clock_, emptied_at_);
    emptied_ = lanes::select(empties, 1.0, emptied_);
  }

  void leave(bool are_over, std::span<PopulationEnd> ends) const {
    leave(number_, &PopulationEnd::terminal, ends);
    leave(maximum_, &PopulationEnd::maximum, ends);
    leave(clock_, &PopulationEnd::clock, ends);
    leave(area_, &PopulationEnd::area, ends);
    leave(empty_time_, &PopulationEnd::empty_time, ends);
    leave(ups_, &PopulationEnd::ups, ends);
    leave(downs_, &PopulationEnd::downs, ends);
    leave(lost_, &PopulationEnd::lost, ends);
    leave(emptied_, &PopulationEnd::emptied, ends);
    leave(emptied_at_, &PopulationEnd::emptied_at, ends);
    leave(are_over ? Reals(1.0) : lanes::select(runs_, 0.0, 1.0), &PopulationEnd::is_over, ends);
  }

 private:
  static void leave(Reals values, double PopulationEnd::*member, std::span<PopulationEnd> ends) {
    alignas(64) std::array<double, hn::MaxLanes(RealTag())> of_lanes;
    hn::Store(values.v, RealTag(), of_lanes.data());
    for (std::size_t i = 0; i < ends.size(); ++i)
      ends[i].*member = of_lanes[i];
  }

  Reals number_, maximum_, emptied_;
  Reals clock_ = 0.0, area_ = 0.0, empty_time_ = 0.0, ups_ = 0.0, downs_ = 0.0, lost_ = 0.0, emptied_at_ = 0.0;
  Lanes runs_;
};

void run_populations(const PopulationPlan& plan, Philox4x32::Key key, std::uint64_t first,
                     std::span<PopulationEnd> ends) {
  constexpr std::int64_t blocks = std::int64_t{1} << 32;  // of a stream
  const std::int64_t events = std::min(plan.events, blocks);
  const std::size_t width = hn::Lanes(RealTag());
  EventDraws draws;
  for (std::size_t done = 0; done < ends.size(); done += 2 * width) {
    LaneStreams streams(key, first + done, 0);
    Populations even(plan), odd(plan);
    for (std::int64_t event = 0; event < events && (even.any_runs() || odd.any_runs());) {
      const auto count = static_cast<std::size_t>(std::min<std::int64_t>(EventDraws::most, events - event));
      draws.fill(streams, count);
      for (std::size_t i = 0; i < count; ++i) {
        even.go_on(plan, draws.exponential(i, 0), draws.uniform(i, 0));
        odd.go_on(plan, draws.exponential(i, 1), draws.uniform(i, 1));
      }
      event += static_cast<std::int64_t>(count);
    }
    const bool are_over = events == plan.events;
    const auto rest = ends.subspan(done);
    even.leave(are_over, rest.first(std::min(width, rest.size())));
    if (rest.size() > width) odd.leave(are_over, rest.subspan(width).first(std::min(width, rest.size() - width)));
  }
}

}  // namespace ergodic::workloads::paths::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ergodic::workloads::paths {

namespace {

HWY_EXPORT(run_populations);

}  // namespace

void simulate_in_lanes(const PopulationPlan& plan, const Streams& streams, std::uint64_t first,
                       std::span<PopulationEnd> paths) {
  HWY_DYNAMIC_DISPATCH(run_populations)(plan, streams.key(), first, paths);
}

}  // namespace ergodic::workloads::paths
#endif
