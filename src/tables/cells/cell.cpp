#include "tables/cells/cell.hpp"

#include "tables/cells/calendar.hpp"

#include <ergodic/table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

namespace ergodic::tables {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  text.remove_suffix(text.size() - std::min(text.find_last_not_of(blanks) + 1, text.size()));
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool are_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// A plus sign, which std::from_chars takes for no number.
std::string_view without_plus(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  return text;
}

/// A number, whole, by std::from_chars: its error, or invalid_argument where there is more or less than one.
std::errc convert(std::string_view text, double& value) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  const bool has_letters = text.find_first_of("iInN") != std::string_view::npos;  // inf, nan
  return stop != end || has_letters ? std::errc::invalid_argument : error;
}

/// What a cell is that is no number: "1,5" or something else.
Mistake no_number(std::string_view text, Mistake mistake) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.size() > 40) return mistake;
  std::string pointed(text);
  pointed[comma] = '.';
  double value = 0;
  return convert(pointed, value) == std::errc() ? Mistake::decimal_comma : mistake;
}

/// Whether a number that no double holds is too near to zero: where its first digit other than zero stands, exponent
/// and all.
bool is_tiny(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = std::min(text.find('.'), end);
  const std::size_t first = std::min(text.find_first_of("123456789"), end);
  std::int64_t exponent = 0;
  if (end < text.size()) {
    const std::string_view written = without_plus(text.substr(end + 1));
    const auto result = std::from_chars(written.data(), written.data() + written.size(), exponent);
    if (result.ec == std::errc::result_out_of_range) return written.starts_with('-');
  }
  return static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + exponent < 0;
}

/// Takes `count` digits off the front of a text.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count || !are_digits(text.substr(0, count))) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, count))
    number = number * 10 + (c - '0');
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

/// A date of the right form at the front of a text, whether there is such a day or not.
std::optional<Day> take_day(std::string_view& text) {
  std::string_view rest = text;
  const auto year = take_number(rest, 4);
  const bool has_dashes = take(rest, '-');
  const auto month = take_number(rest, 2);
  if (has_dashes && !take(rest, '-')) return std::nullopt;
  const auto day = take_number(rest, 2);
  if (!year || !month || !day) return std::nullopt;
  text = rest;
  return Day{*year, *month, *day};
}

/// Whether a text is three numbers with something between and the year behind, as dates in other orders are.
bool is_another_date(std::string_view text) {
  for (const char separator : {'/', '.', '-'}) {
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (std::string_view rest = text; count < 3; ++count) {
      const std::size_t end = std::min(rest.find(separator), rest.size());
      parts[count] = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (count == 2 && !rest.empty()) return false;
    }
    if (std::all_of(parts.begin(), parts.end(), are_digits) && parts[0].size() <= 2 && parts[1].size() <= 2)
      return true;
  }
  return false;
}

/// Hours and minutes from a text, and what follows, as microseconds.
std::optional<std::int64_t> take_clock(std::string_view& text, Mistake& mistake) {
  constexpr std::int64_t second = 1'000'000;
  const auto hours = take_number(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes) return std::nullopt;
  std::int64_t fraction = 0;
  std::optional<int> seconds = 0;
  if (take(text, ':')) {
    seconds = take_number(text, 2);
    if (!seconds) return std::nullopt;
    if (take(text, '.')) {
      if (text.empty() || !is_digit(text.front())) return std::nullopt;
      for (std::int64_t unit = second / 10; !text.empty() && is_digit(text.front()); unit /= 10) {
        if (unit == 0 && text.front() != '0') mistake = Mistake::too_fine;
        fraction += unit * (text.front() - '0');
        text.remove_prefix(1);
      }
    }
  }
  if (*hours > 23 || *minutes > 59 || *seconds > 59) mistake = Mistake::no_such_time;
  return (std::int64_t{*hours} * 3600 + *minutes * 60 + *seconds) * second + fraction;
}

/// The offset of a time zone, all that is left of a text: Z, +01, +0100, +01:00; in microseconds.
std::optional<std::int64_t> zone_of(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  const bool is_west = text.starts_with('-');
  if (!is_west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  std::optional<int> minutes = 0;
  if (!text.empty()) {
    take(text, ':');
    minutes = take_number(text, 2);
  }
  if (!hours || !minutes || !text.empty() || *hours > 18 || *minutes > 59) return std::nullopt;
  const std::int64_t offset = (std::int64_t{*hours} * 60 + *minutes) * 60'000'000;
  return is_west ? -offset : offset;
}

}  // namespace

Mistake parse_whole(std::string_view text, std::int64_t& value) {
  text = without_plus(trimmed(text));
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view fraction = text.substr(point);
  const std::string_view digits = text.substr(0, point);
  const char* const end = digits.data() + digits.size();
  std::int64_t whole = 0;
  const auto [stop, error] = std::from_chars(digits.data(), end, whole);
  if (error != std::errc::invalid_argument && stop == end && (fraction.size() < 2 || are_digits(fraction.substr(1)))) {
    if (fraction.find_first_not_of(".0") != std::string_view::npos) return Mistake::has_fraction;
    if (error == std::errc::result_out_of_range || whole == missing_whole) return Mistake::too_large;
    value = whole;
    return Mistake::none;
  }
  return no_number(text, Mistake::not_whole);
}

Mistake parse_real(std::string_view text, double& value) {
  text = without_plus(trimmed(text));
  double real = 0;
  const std::errc error = convert(text, real);
  if (error == std::errc::result_out_of_range) return is_tiny(text) ? Mistake::too_small : Mistake::too_large;
  if (error != std::errc()) return no_number(text, Mistake::not_a_number);
  value = real;
  return Mistake::none;
}

Mistake parse_date(std::string_view text, std::int32_t& value) {
  text = trimmed(text);
  std::string_view rest = text;
  const std::optional<Day> day = take_day(rest);
  if (!day || !rest.empty()) return is_another_date(text) ? Mistake::unclear_order : Mistake::not_a_date;
  if (!exists(*day)) return Mistake::no_such_day;
  value = days_since_1970(*day);
  return Mistake::none;
}

Mistake parse_time(std::string_view text, std::int64_t& value) {
  text = trimmed(text);
  const std::optional<Day> day = take_day(text);
  if (!day || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return Mistake::not_a_time;
  Mistake mistake = exists(*day) ? Mistake::none : Mistake::no_such_day;
  const auto clock = take_clock(text, mistake);
  if (!clock) return Mistake::not_a_time;
  if (mistake != Mistake::none) return mistake;
  if (text.empty()) return Mistake::no_zone;
  const auto zone = zone_of(text);
  if (!zone) return Mistake::not_a_time;
  value = days_since_1970(*day) * microseconds_a_day + *clock - *zone;
  const bool is_in_years = value >= first_day * microseconds_a_day && value < (last_day + 1) * microseconds_a_day;
  return is_in_years ? Mistake::none : Mistake::no_such_time;  // another zone's first or last hours
}

Mistake parse_flag(std::string_view text, std::uint8_t& value) {
  text = trimmed(text);
  if (text.size() > 5) return Mistake::not_yes_no;
  std::string lower(text);
  for (char& c : lower)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::array<std::pair<std::string_view, std::uint8_t>, 6> words = {
      {{"yes", 1}, {"no", 0}, {"true", 1}, {"false", 0}, {"1", 1}, {"0", 0}}};
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.first == lower; });
  if (found == words.end()) return Mistake::not_yes_no;
  value = found->second;
  return Mistake::none;
}

std::string why_no_day(std::string_view text) {
  constexpr std::array names = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
  text = trimmed(text);
  const std::optional<Day> day = take_day(text);
  if (!day || day->year < 1) return "and there is no year 0";
  if (day->month < 1 || day->month > 12) return fmt::format("and there is no month {}", day->month);
  return fmt::format("and {} {} has {} days", names[static_cast<std::size_t>(day->month - 1)], day->year,
                     days_in(day->year, day->month));
}

}  // namespace ergodic::tables
