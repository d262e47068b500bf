#include "workloads/paths/path/recorded_times.hpp"

#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace ergodic::workloads::paths {

namespace {

constexpr double tolerance = 1e-9;  // of decimals that stand for points of the grid

/// 64 paths of so many values are half a GiB.
constexpr double most_times = 1e6;

/// The point of the grid that the number means: as many of its steps. Throws StudyError where it means none.
double on_grid(const Parameters& study, const std::string& key, double time, double grid_step) {
  const double point = std::round(time / grid_step) * grid_step;
  if (std::abs(point - time) > tolerance * std::max(time, grid_step)) {
    study.reject(key, fmt::format("{} {:g}", key == "times" ? "has" : "is", time),
                 fmt::format("paths have points at multiples of {:g} only", grid_step),
                 "choose among them or take other steps");
  }
  return point;
}

std::vector<double> named_times(const Parameters& study, double horizon, std::optional<double> grid_step) {
  std::vector<double> times;
  for (const double time : study.reals("times")) {
    const double point = grid_step ? on_grid(study, "times", time, *grid_step) : time;
    if (point > horizon * (1 + tolerance))
      study.reject("times", fmt::format("has {:g}", time), fmt::format("paths end at {:g}", horizon), "end them later");
    if (!times.empty() && point <= times.back())
      study.reject("times", fmt::format("has {:g} after {:g}", time, times.back()), "times must increase", "sort them");
    times.push_back(point);
  }
  return times;
}

/// 0, k·unit, 2k·unit, …, not beyond the horizon; each the product that a path's own clock shows.
std::vector<double> regular_times(const Parameters& study, const std::string& key, double horizon, double unit,
                                  double k) {
  const double last = std::floor(horizon / (unit * k) * (1 + tolerance));
  if (last < 1) {
    study.reject(key, fmt::format("is {:g}", key == "steps_every" ? k : unit * k),
                 fmt::format("paths end at {:g}, before the first", horizon), "take less");
  }
  if (last >= most_times) {
    study.reject(key, fmt::format("makes {} times", fixed_point(last + 1, 0)),
                 fmt::format("at most {:.0f} values of a path are kept", most_times), "take more");
  }
  std::vector<double> times;
  for (double i = 0; i <= last; ++i)
    times.push_back(i * k * unit);
  return times;
}

}  // namespace

std::vector<Key> recorded_times_keys() {
  return {
      list("times", real("time").at_least(0))
          .says("times, or steps, at which the column state tells where a path is; none unless set"),
      real("times_every").above(0).optional().says("instead of times: 0 and all multiples of it until the end"),
      integer("steps_every")
          .at_least(1)
          .optional()
          .unit("steps")
          .says("instead of times: the start and every so many steps of the path; 1 keeps whole paths"),
  };
}

std::vector<double> recorded_times(const Parameters& study, double horizon, std::optional<double> grid_step) {
  std::string key;
  for (const char* one : {"times", "times_every", "steps_every"}) {
    const bool is_set = one == std::string("times") ? !study.reals(one).empty() : study.has(one);
    if (is_set && !key.empty()) {
      study.reject(one, "plays no part", fmt::format("{} says when the state is kept", key),
                   fmt::format("remove one of {} and {}", key, one));
    }
    if (is_set) key = one;
  }
  if (key.empty()) return {};
  if (!std::isfinite(horizon))
    study.reject(key, "plays no part", "paths end after a number of events", "set a horizon instead");
  if (key == "times") return named_times(study, horizon, grid_step);
  if (key == "times_every") {
    const double every = study.real(key);
    if (!grid_step) return regular_times(study, key, horizon, every, 1);
    return regular_times(study, key, horizon, *grid_step,
                         std::round(on_grid(study, key, every, *grid_step) / *grid_step));
  }
  if (!grid_step) {
    study.reject(key, "plays no part", "these paths go from event to event, without steps of equal length",
                 "set times_every instead");
  }
  return regular_times(study, key, horizon, *grid_step, static_cast<double>(study.integer(key)));
}

double time_as_written(double time) {
  const double written = std::stod(fmt::format("{:.12g}", time));
  const double rounding = 4 * std::numeric_limits<double>::epsilon() * time;
  return std::abs(written - time) <= rounding ? written : time;
}

}  // namespace ergodic::workloads::paths
