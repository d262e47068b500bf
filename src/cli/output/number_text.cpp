#include "cli/output/number_text.hpp"

#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::cli {

std::string measured(double value, const statistics::Interval& interval) {
  constexpr int most_decimals = 9;
  constexpr double small = 1e-4, large = 1e15;  // beyond, in scientific notation
  if (!std::isfinite(value)) return "undefined";
  const double width = interval.high - interval.low, size = std::abs(value);
  const auto power = [](double of) { return static_cast<int>(std::floor(std::log10(of))); };
  const bool is_known = std::isfinite(width) && width > 0;
  const int decimals = is_known ? 1 - power(width) : 4;
  if (size >= large || (size > 0 && size < small && (!is_known || decimals > most_decimals)))
    return fmt::format("{:.{}e}", value, is_known ? std::clamp(power(size) + decimals, 1, 15) : 4);
  return fmt::format("{:.{}f}", value, std::clamp(decimals, 0, most_decimals));
}

std::string z_text(const std::optional<double>& z) {
  return z ? (std::signbit(*z) ? "" : "+") + fixed_point(*z, 2) : "-";
}

std::string percent(double share) { return std::isfinite(share) ? fmt::format("{:.3f} %", 100 * share) : "-"; }

std::string interval_text(const statistics::Interval& interval) {
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return "too few sessions";
  return fmt::format("{} to {}", measured(interval.low, interval), measured(interval.high, interval));
}

}  // namespace ergodic::cli
