#include "cli/durations.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace ergodic::cli {
namespace {

std::optional<double> unit_seconds(char unit) {
  switch (unit) {
    case 's': return 1;
    case 'm': return 60;
    case 'h': return 3600;
    case 'd': return 86400;
    default: return std::nullopt;
  }
}

/// Takes a number from the front of `text`.
std::optional<double> take_number(std::string_view& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<double> clock_time(std::string_view text) {
  double seconds = 0;
  for (int field = 0; field < 3; ++field) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    seconds = seconds * 60 + *number;
    if (text.empty()) return field > 0 ? std::optional(seconds) : std::nullopt;
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

std::optional<double> units_time(std::string_view text) {
  double seconds = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    if (text.empty()) return seconds == 0 ? number : std::nullopt;
    const auto unit = unit_seconds(text.front());
    if (!unit) return std::nullopt;
    seconds += *number * *unit;
    text.remove_prefix(1);
  }
  return seconds;
}

}  // namespace

double parse_duration(const std::string& text, const std::string& option) {
  if (const auto seconds = text.find(':') != std::string::npos ? clock_time(text) : units_time(text)) return *seconds;
  throw UsageError(fmt::format("{}\"{}\" is no duration (such as 90s, 15m, 3h, 1h30m or 01:30:00) write it so",
                               option.empty() ? "" : option + " ", text));
}

}  // namespace ergodic::cli
