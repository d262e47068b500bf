#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/paths/populations/population_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/paths/populations/population_lanes.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::paths::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

using lanes::EvenOdd;
using lanes::Lanes;
using lanes::LaneStreams;
using lanes::Reals;
using lanes::RealTag;
using lanes::Words;
using lanes::WordTag;

/// The draws of the next events: three words of the stream each.
class EventDraws {
 public:
  static constexpr std::size_t most = 16;  ///< events

  /// Of so many events and, up to a multiple of four, of those after them.
  void fill(LaneStreams& streams, std::size_t events) {
    streams.pause();
    for (std::size_t i = 0; i < events; i += 4) {
      const auto one = streams.next(), two = streams.next(), three = streams.next();
      set(i, one.words[0], one.words[1], one.words[2]);
      set(i + 1, one.words[3], two.words[0], two.words[1]);
      set(i + 2, two.words[2], two.words[3], three.words[0]);
      set(i + 3, three.words[1], three.words[2], three.words[3]);
    }
    lanes::MinusLogs()(exponentials_.data(), 2 * events * hn::Lanes(RealTag()));
  }

  /// Of event `i` in the first vector of paths (half 0) or the second.
  Reals exponential(std::size_t i, std::size_t half) const { return at(exponentials_, i, half); }
  Reals uniform(std::size_t i, std::size_t half) const { return at(uniforms_, i, half); }

 private:
  using Numbers = std::array<double, most * 2 * hn::MaxLanes(RealTag())>;

  HWY_INLINE void set(std::size_t i, EvenOdd<Words> low, EvenOdd<Words> high, EvenOdd<Words> third) {
    set(2 * i, low.even, high.even, third.even);
    set(2 * i + 1, low.odd, high.odd, third.odd);
  }
  /// By the low halves of the words.
  HWY_INLINE void set(std::size_t place, Words low, Words high, Words third) {
    const WordTag d;
    const std::size_t at = place * hn::Lanes(d);
    const Words both = hn::Or(hn::And(low, hn::Set(d, 0xFFFFFFFFu)), hn::ShiftLeft<32>(high));
    hn::Store(lanes::uniform_open(both).v, RealTag(), &exponentials_[at]);
    const Words one = hn::Set(d, std::bit_cast<std::uint64_t>(1.0));
    const Words upper = hn::ShiftRight<12>(hn::ShiftLeft<32>(third));
    const Words lower = hn::ShiftLeft<8>(hn::And(low, hn::Set(d, 0xFFFu)));
    hn::Store((lanes::with_bits(hn::Or(hn::Or(upper, lower), one)) - 1.0).v, RealTag(), &uniforms_[at]);
  }

  static HWY_INLINE Reals at(const Numbers& numbers, std::size_t i, std::size_t half) {
    return Reals(hn::Load(RealTag(), &numbers[(2 * i + half) * hn::Lanes(RealTag())]));
  }

  alignas(64) Numbers exponentials_;
  alignas(64) Numbers uniforms_;
};

/// What is asked at each event; what need not be is a tenth of the time.
enum class Kind {
  single_server,  ///< with room for all
  queue,
  population,  ///< which nobody is turned away from, and may die out
};

/// One vector of paths, which end at a time or after so many events.
template <bool is_timed, Kind kind>
class Populations {
 public:
  explicit Populations(const PopulationPlan& plan)
      : number_(static_cast<double>(plan.start)),
        maximum_(number_),
        emptied_(plan.start == 0 ? 1.0 : 0.0),
        runs_(number_ == number_) {}

  bool any_runs() const { return !is_timed || !hn::AllFalse(RealTag(), runs_); }

  HWY_INLINE void go_on(const PopulationPlan& plan, Reals exponential, Reals uniform) {
    const BirthDeathRates& rates = plan.rates;
    const Lanes is_empty = number_ == 0.0;
    Reals gap;  // on average
    Lanes goes_up;
    if constexpr (kind == Kind::single_server) {
      const double up = rates.immigration, all = up + rates.death;
      gap = lanes::select(is_empty, 1 / up, 1 / all);
      goes_up = hn::Or(is_empty, uniform * all < Reals(up));
    } else {
      const Reals up = rates.immigration + rates.birth * number_;
      const Reals all = up + rates.death * lanes::min(number_, static_cast<double>(rates.servers));
      gap = 1.0 / all;
      goes_up = uniform * all < up;
    }
    Reals passed = exponential * gap;
    if constexpr (is_timed) {
      const Reals next = clock_ + passed;
      const Lanes ends = Reals(plan.horizon) <= next;
      passed = lanes::only(runs_, lanes::select(ends, plan.horizon - clock_, passed));
      clock_ = lanes::select(runs_, lanes::min(next, plan.horizon), clock_);
      runs_ = hn::AndNot(ends, runs_);
    } else {
      clock_ += passed;
    }
    if (plan.wants_averages) {
      area_ += number_ * passed;
      empty_time_ += lanes::only(is_empty, passed);
    }

    Reals change = lanes::select(goes_up, 1.0, -1.0);
    if constexpr (is_timed) {
      goes_up = hn::And(runs_, goes_up);
      change = lanes::only(runs_, change);
    }
    if constexpr (kind == Kind::queue) {
      const Lanes is_lost = hn::And(goes_up, number_ == static_cast<double>(rates.capacity));
      change = lanes::select(is_lost, 0.0, change);
      lost_ += lanes::only(is_lost, 1.0);
    }
    if constexpr (is_timed) ups_ += lanes::only(goes_up, 1.0);
    number_ += change;
    maximum_ = hn::Max(maximum_.v, number_.v);
    if constexpr (kind == Kind::population) {
      const Lanes empties = hn::And(number_ == 0.0, emptied_ == 0.0);
      emptied_at_ = lanes::select(empties, clock_, emptied_at_);
      emptied_ = lanes::select(empties, 1.0, emptied_);
    }
  }

  void leave(const PopulationPlan& plan, bool are_over, std::span<PopulationEnd> ends) const {
    const Reals let_in = ups(plan) - lost_;
    leave(number_, &PopulationEnd::terminal, ends);
    leave(maximum_, &PopulationEnd::maximum, ends);
    leave(clock_, &PopulationEnd::clock, ends);
    leave(area_, &PopulationEnd::area, ends);
    leave(empty_time_, &PopulationEnd::empty_time, ends);
    leave(let_in, &PopulationEnd::ups, ends);
    leave(static_cast<double>(plan.start) + let_in - number_, &PopulationEnd::downs, ends);
    leave(lost_, &PopulationEnd::lost, ends);
    leave(emptied_, &PopulationEnd::emptied, ends);
    leave(emptied_at_, &PopulationEnd::emptied_at, ends);
    leave(are_over ? Reals(1.0) : lanes::select(runs_, 0.0, 1.0), &PopulationEnd::is_over, ends);
  }

 private:
  /// After so many events, each of which goes up or down, their number tells.
  Reals ups(const PopulationPlan& plan) const {
    if constexpr (is_timed) return ups_;
    return (static_cast<double>(plan.events) + (number_ - static_cast<double>(plan.start)) + lost_) * 0.5;
  }

  static void leave(Reals values, double PopulationEnd::*member, std::span<PopulationEnd> ends) {
    alignas(64) std::array<double, hn::MaxLanes(RealTag())> of_lanes;
    hn::Store(values.v, RealTag(), of_lanes.data());
    for (std::size_t i = 0; i < ends.size(); ++i)
      ends[i].*member = of_lanes[i];
  }

  Reals number_, maximum_, emptied_;
  Reals clock_ = 0.0, area_ = 0.0, empty_time_ = 0.0, ups_ = 0.0, lost_ = 0.0, emptied_at_ = 0.0;
  Lanes runs_;
};

template <bool is_timed, Kind kind>
void run(const PopulationPlan& plan, const Streams& streams, std::uint64_t first, std::span<PopulationEnd> ends) {
  constexpr std::int64_t most = (std::int64_t{1} << 32) / 3 * 4;  // of the blocks of a stream
  const std::int64_t events = std::min(plan.events, most);
  const std::size_t width = hn::Lanes(RealTag());
  EventDraws draws;
  for (std::size_t done = 0; done < ends.size(); done += 2 * width) {
    LaneStreams words(streams, first + done, 0);
    Populations<is_timed, kind> even(plan), odd(plan);
    for (std::int64_t event = 0; event < events && (even.any_runs() || odd.any_runs());) {
      const auto count = static_cast<std::size_t>(std::min<std::int64_t>(EventDraws::most, events - event));
      draws.fill(words, count);
      for (std::size_t i = 0; i < count; ++i) {
        even.go_on(plan, draws.exponential(i, 0), draws.uniform(i, 0));
        odd.go_on(plan, draws.exponential(i, 1), draws.uniform(i, 1));
      }
      event += static_cast<std::int64_t>(count);
    }
    const bool are_over = events == plan.events;
    const auto rest = ends.subspan(done);
    even.leave(plan, are_over, rest.first(std::min(width, rest.size())));
    if (rest.size() > width) odd.leave(plan, are_over, rest.subspan(width).first(std::min(width, rest.size() - width)));
  }
}

template <Kind kind>
void run(const PopulationPlan& plan, const Streams& streams, std::uint64_t first, std::span<PopulationEnd> ends) {
  std::isfinite(plan.horizon) ? run<true, kind>(plan, streams, first, ends)
                              : run<false, kind>(plan, streams, first, ends);
}

void run_populations(const PopulationPlan& plan, const Streams& streams, std::uint64_t first,
                     std::span<PopulationEnd> ends) {
  const BirthDeathRates& rates = plan.rates;
  if (plan.watches_emptying) return run<Kind::population>(plan, streams, first, ends);
  const bool has_room_for_all = rates.capacity == BirthDeathRates::unlimited;
  const bool is_single = rates.birth == 0 && rates.servers == 1 && has_room_for_all;
  is_single ? run<Kind::single_server>(plan, streams, first, ends) : run<Kind::queue>(plan, streams, first, ends);
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
  HWY_DYNAMIC_DISPATCH(run_populations)(plan, streams, first, paths);
}

}  // namespace ergodic::workloads::paths
#endif
