#include "tables/stored/since.hpp"

#include "tables/cells/calendar.hpp"
#include "tables/cells/cell.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace ergodic::tables {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

constexpr std::array units = {Unit{"nanosecond", 1},          Unit{"microsecond", 1'000},
                              Unit{"millisecond", 1'000'000}, Unit{"second", 1'000'000'000},
                              Unit{"minute", 60'000'000'000}, Unit{"hour", 3'600'000'000'000},
                              Unit{"day", 86'400'000'000'000}};

constexpr std::int64_t first_time = std::int64_t{first_day} * microseconds_a_day;
constexpr std::int64_t last_time = (std::int64_t{last_day} + 1) * microseconds_a_day - 1;

/// A day, a time stamp, or one without a zone.
std::optional<std::int64_t> begin_of(std::string_view text) {
  std::int32_t day = 0;
  if (parse_date(text, day) == Mistake::none) return day * microseconds_a_day;
  std::int64_t time = 0;
  if (parse_time(text, time) == Mistake::none) return time;
  if (parse_time(std::string(text) + "Z", time) == Mistake::none) return time;
  return std::nullopt;
}

std::optional<std::int64_t> within_years(std::int64_t time) {
  return time >= first_time && time <= last_time ? std::optional(time) : std::nullopt;
}

}  // namespace

std::optional<Since> parse_since(std::string_view text) {
  constexpr std::string_view since = " since ";
  const std::size_t at = text.find(since);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view name = text.substr(0, at);
  if (name.ends_with('s')) name.remove_suffix(1);
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& one) { return one.name == name; });
  const auto begin = begin_of(text.substr(at + since.size()));
  if (unit == units.end() || !begin) return std::nullopt;
  return Since{*begin, unit->nanoseconds};
}

bool is_our_calendar(std::string_view calendar) {
  constexpr std::array<std::string_view, 4> ours = {"", "standard", "gregorian", "proleptic_gregorian"};
  return std::find(ours.begin(), ours.end(), calendar) != ours.end();
}

std::optional<std::int64_t> microseconds_of(const Since& since, std::int64_t count) {
  if (since.unit < 1'000 && count % 1'000 != 0) return std::nullopt;
  const std::int64_t whole = since.unit < 1'000 ? count / 1'000 : count;
  std::int64_t time = 0;
  if (__builtin_mul_overflow(whole, std::max(since.unit / 1'000, std::int64_t{1}), &time) ||
      __builtin_add_overflow(time, since.begin, &time))
    return std::nullopt;
  return within_years(time);
}

std::optional<std::int64_t> microseconds_of(const Since& since, double count) {
  // Most are whole, and then exact. Of others the nearest microsecond, from which rounding must be all that differs.
  const double exact = count * (static_cast<double>(since.unit) / 1'000);
  if (!(std::abs(exact) < 0x1p62)) return std::nullopt;
  if (count == std::floor(count) && std::abs(count) < 0x1p62)
    return microseconds_of(since, static_cast<std::int64_t>(count));
  const double rounded = std::nearbyint(exact);
  if (std::abs(rounded - exact) > std::abs(exact) * 0x1p-51) return std::nullopt;
  std::int64_t time = 0;
  if (__builtin_add_overflow(static_cast<std::int64_t>(rounded), since.begin, &time)) return std::nullopt;
  return within_years(time);
}

}  // namespace ergodic::tables
