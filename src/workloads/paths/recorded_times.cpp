#include "workloads/paths/paths_of.hpp"

#include <cmath>

namespace ergodic::workloads::paths {

std::vector<double> recorded_times(const Parameters& study, double horizon, std::optional<double> grid_step) {
  constexpr double tolerance = 1e-9;
  std::vector<double> times;
  for (const double time : study.reals("times")) {
    double point = time;
    if (grid_step) {
      point = std::round(time / *grid_step) * *grid_step;
      if (std::abs(point - time) > tolerance * std::max(time, *grid_step)) {
        study.reject("times", fmt::format("has {:g}", time),
                     fmt::format("paths have points at multiples of {:g} only", *grid_step),
                     "choose among them or take other steps");
      }
    }
    if (!std::isfinite(horizon))
      study.reject("times", "plays no part", "paths end after a number of events", "set a horizon instead");
    if (point > horizon * (1 + tolerance))
      study.reject("times", fmt::format("has {:g}", time), fmt::format("paths end at {:g}", horizon), "end them later");
    if (!times.empty() && point <= times.back())
      study.reject("times", fmt::format("has {:g} after {:g}", time, times.back()), "times must increase", "sort them");
    times.push_back(point);
  }
  return times;
}

}  // namespace ergodic::workloads::paths
