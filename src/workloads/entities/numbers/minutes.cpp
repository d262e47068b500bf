#include "workloads/entities/numbers/minutes.hpp"

#include "workloads/entities/numbers/rounding.hpp"

#include <ergodic/missing.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// All of it digits, at most so many.
std::optional<std::int64_t> digits(std::string_view text, std::size_t most) {
  if (text.empty() || text.size() > most) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

MinutesText clock(std::string_view before, std::string_view after) {
  const auto minutes = digits(before, 4);
  const auto seconds = digits(after, 2);
  if (!minutes || !seconds || *seconds > 59) return {MinutesText::Kind::unreadable};
  return {MinutesText::Kind::clock, static_cast<double>(*minutes) + static_cast<double>(*seconds) / 60, *minutes};
}

}  // namespace

MinutesText read_minutes(std::string_view text) {
  const std::string_view written = trimmed(text);
  if (written.empty() || written == "-") return {};
  const auto colon = written.find(':');
  if (colon != std::string_view::npos) return clock(written.substr(0, colon), written.substr(colon + 1));
  double value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error != std::errc() || end != written.data() + written.size() || !std::isfinite(value) || value < 0)
    return {MinutesText::Kind::unreadable};
  return {MinutesText::Kind::number, value, static_cast<std::int64_t>(std::fmin(value, 1e15))};
}

double rounded_minutes(const MinutesText& text) {
  switch (text.kind) {
    case MinutesText::Kind::clock: return round_exact(text.value, 2);
    case MinutesText::Kind::number: return text.value;
    default: return missing_value<double>();
  }
}

}  // namespace ergodic::workloads::entities
