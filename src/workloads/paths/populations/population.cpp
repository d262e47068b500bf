#include "workloads/paths/populations/population.hpp"

#include "workloads/paths/populations/population_lanes.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>
#include <array>

namespace ergodic::workloads::paths {

namespace {

using Path = Population::Path;

Horizon horizon_of(const Parameters& parameters) {
  if (parameters.has("horizon") == parameters.has("events")) {
    const bool has_both = parameters.has("events");
    parameters.reject(has_both ? "events" : "", has_both ? "plays no part" : "has no end",
                      has_both ? "horizon says when a path ends" : "neither horizon nor events is set",
                      has_both ? "remove one of them" : "set one of them");
  }
  Horizon horizon;
  if (parameters.has("horizon")) horizon.time = parameters.real("horizon");
  if (parameters.has("events")) horizon.events = parameters.integer("events");
  return horizon;
}

/// A standard exponential, as exponential() draws it, and a uniform number on the multiples of 2^−44 in [0, 1): those
/// 12 bits of the two words that the exponential leaves, below those of a third.
struct EventDraw {
  EventDraw() = default;
  explicit EventDraw(Stream& stream) {
    const std::uint64_t bits = stream.word64();
    exponential = -portable_log((static_cast<double>(bits >> 12) + 0.5) * 0x1p-52);
    uniform = static_cast<double>((std::uint64_t{stream.word()} << 12) | (bits & 0xFFFu)) * 0x1p-44;
  }

  double exponential = 0, uniform = 0;
};

/// The averages of a path whose end is known.
void average(double area, double empty_time, Path& path) {
  const bool takes_time = path.clock > 0;
  path.time_average = takes_time ? area / path.clock : static_cast<double>(path.terminal);
  path.empty_share = takes_time ? empty_time / path.clock : path.terminal == 0 ? 1 : 0;
  if (!path.emptied) path.emptied_at = path.clock;
}

Path path_of(const PopulationEnd& end) {
  const auto whole = [](double number) { return static_cast<std::int64_t>(number); };
  Path path{.terminal = whole(end.terminal),
            .maximum = whole(end.maximum),
            .time_average = 0,
            .empty_share = 0,
            .clock = end.clock,
            .ups = whole(end.ups),
            .downs = whole(end.downs),
            .lost = whole(end.lost),
            .emptied = end.emptied != 0,
            .emptied_at = end.emptied_at};
  average(end.area, end.empty_time, path);
  return path;
}

}  // namespace

std::vector<Key> with_horizon(std::vector<Key> own) {
  own.push_back(real("horizon").above(0).optional().says("the time at which a path ends"));
  own.push_back(integer("events").between(1, 100'000'000).optional().unit("events").says("or after so many events"));
  return own;
}

Population::Population(const Parameters& parameters, BirthDeathRates rates, bool watches_emptying)
    : rates_(rates),
      horizon_(horizon_of(parameters)),
      start_(parameters.integer("start")),
      watches_emptying_(watches_emptying) {}

template <class Observe>
Population::Path Population::path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
  Stream stream = streams.open(replicate);
  Path path{};
  std::int64_t n = start_;
  double clock = 0, area = 0, empty = 0;
  path.maximum = n;
  path.emptied = n == 0;
  observe(0.0, n, "start");
  for (std::int64_t event = 0; event < horizon_.events; ++event) {
    const double up = rates_.up(n), all = up + rates_.down(n);
    const EventDraw draw = all > 0 ? EventDraw(stream) : EventDraw();
    const double gap = draw.exponential * (1 / all), next = clock + gap;
    const bool is_over = all == 0 || next >= horizon_.time;
    const double passed = !is_over ? gap : horizon_.is_time() ? horizon_.time - clock : 0;
    area += static_cast<double>(n) * passed;
    if (n == 0) empty += passed;
    clock = !is_over ? next : horizon_.is_time() ? horizon_.time : clock;
    if (is_over) break;
    const bool goes_up = draw.uniform * all < up;
    if (goes_up && n == rates_.capacity) {
      ++path.lost;
      observe(clock, n, "turned away");
    } else if (goes_up) {
      ++n;
      ++path.ups;
      path.maximum = std::max(path.maximum, n);
      observe(clock, n, "up");
    } else {
      --n;
      ++path.downs;
      if (n == 0 && !path.emptied) {
        path.emptied = 1;
        path.emptied_at = clock;
      }
      observe(clock, n, "down");
    }
  }
  path.terminal = n;
  path.clock = clock;
  average(area, empty, path);
  return path;
}

template Path Population::path(const Streams&, std::uint64_t, Unobserved&&) const;
template Path Population::path(const Streams&, std::uint64_t, Recorder&) const;
template Path Population::path(const Streams&, std::uint64_t, PointObserver&&) const;

void Population::watch(const std::vector<Observable<Path>>& wanted) {
  wants_averages_ = std::any_of(wanted.begin(), wanted.end(), [](const Observable<Path>& one) {
    return one.is_of(&Path::time_average) || one.is_of(&Path::empty_share);
  });
}

void Population::paths(const Streams& streams, std::uint64_t first, std::span<Path> paths) const {
  // Those that may die out end each in its own time: lanes would wait for the last.
  const bool in_lanes = rates_.immigration > 0;
  const PopulationPlan plan{rates_, start_, horizon_.time, horizon_.events, watches_emptying_, wants_averages_};
  std::array<PopulationEnd, 64> ends;
  for (std::size_t done = 0; done < paths.size(); done += ends.size()) {
    const auto part = paths.subspan(done, std::min(ends.size(), paths.size() - done));
    if (in_lanes) simulate_in_lanes(plan, streams, first + done, std::span(ends).first(part.size()));
    for (std::size_t i = 0; i < part.size(); ++i) {
      part[i] = in_lanes && ends[i].is_over != 0 ? path_of(ends[i]) : path(streams, first + done + i, Unobserved{});
    }
  }
}

}  // namespace ergodic::workloads::paths
