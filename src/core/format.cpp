#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ' ');
  }
  return text;
}

std::string duration(double seconds) {
  constexpr double longest = 1000 * 365.2425 * 86400;  // beyond, nobody waits
  if (!std::isfinite(seconds)) return "?";
  if (seconds > longest) return "more than 1000 years";
  if (seconds < 60) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 48 * 3600) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  return fmt::format("{} d {:02} h", whole / 86400, whole % 86400 / 3600);
}

std::string fixed_point(double value, int decimals) {
  constexpr double large = 1e15;
  return std::abs(value) < large ? fmt::format("{:.{}f}", value, decimals)
                                 : fmt::format("{:.{}e}", value, std::clamp(decimals, 4, 15));
}

std::string byte_count(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  double amount = static_cast<double>(bytes);
  const char* unit = "B";
  for (const char* larger : {"kB", "MB", "GB", "TB", "PB"}) {
    if (amount < 999.995) break;
    amount /= 1000;
    unit = larger;
  }
  return fmt::format("{:.2f} {}", amount, unit);
}

}  // namespace ergodic
