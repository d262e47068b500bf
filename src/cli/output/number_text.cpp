#include "cli/output/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::cli {

std::string measured(double value, const statistics::Interval& interval) {
  const double width = interval.high - interval.low;
  if (!std::isfinite(value)) return "undefined";
  const int decimals =
      std::isfinite(width) && width > 0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(width))), 0, 9) : 4;
  return fmt::format("{:.{}f}", value, decimals);
}

std::string percent(double share) { return std::isfinite(share) ? fmt::format("{:.3f} %", 100 * share) : "-"; }

std::string interval_text(const statistics::Interval& interval) {
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return "too few sessions";
  return fmt::format("{} to {}", measured(interval.low, interval), measured(interval.high, interval));
}

}  // namespace ergodic::cli
