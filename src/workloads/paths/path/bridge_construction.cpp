#include "workloads/paths/path/bridge_construction.hpp"

#include <cmath>
#include <deque>
#include <utility>

namespace ergodic::workloads::paths {

BridgeConstruction::BridgeConstruction(std::size_t steps) : last_spread_(std::sqrt(static_cast<double>(steps))) {
  std::deque<std::pair<std::size_t, std::size_t>> intervals = {{0, steps}};
  while (!intervals.empty()) {
    const auto [left, right] = intervals.front();
    intervals.pop_front();
    if (right - left < 2) continue;
    const std::size_t middle = left + (right - left) / 2;
    const auto before = static_cast<double>(middle - left), after = static_cast<double>(right - middle);
    const double width = before + after;
    middles_.push_back({left, right, middle, after / width, before / width, std::sqrt(before * after / width)});
    intervals.emplace_back(left, middle);
    intervals.emplace_back(middle, right);
  }
}

void BridgeConstruction::construct(std::span<const double> normals, std::span<double> increments) const {
  const std::size_t steps = middles_.size() + 1, motions = normals.size() / steps;
  const auto value = [&](std::size_t time, std::size_t motion) -> double& {
    return increments[(time - 1) * motions + motion];
  };
  for (std::size_t motion = 0; motion < motions; ++motion) {
    value(steps, motion) = last_spread_ * normals[motion];
    for (std::size_t i = 0; i < middles_.size(); ++i) {
      const Middle& m = middles_[i];
      const double left = m.left == 0 ? 0 : m.of_left * value(m.left, motion);
      value(m.middle, motion) =
          left + m.of_right * value(m.right, motion) + m.spread * normals[(i + 1) * motions + motion];
    }
    for (std::size_t time = steps; time > 1; --time)
      value(time, motion) -= value(time - 1, motion);
  }
}

}  // namespace ergodic::workloads::paths
