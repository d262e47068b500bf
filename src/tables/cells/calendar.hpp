#pragma once

#include <cstdint>

namespace ergodic::tables {

/// A day of the Gregorian calendar, which is used before its beginning, too.
struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in(int year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

constexpr bool exists(const Day& day) {
  return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= days_in(day.year, day.month);
}

/// Days since 1970-01-01. Source: H. Hinnant, chrono-compatible low-level date algorithms, days_from_civil: years begin
/// in March, so that the day that comes and goes is their last.
constexpr std::int32_t days_since_1970(const Day& day) {
  const int year = day.year - (day.month <= 2 ? 1 : 0);
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

constexpr std::int32_t first_day = days_since_1970({1, 1, 1});
constexpr std::int32_t last_day = days_since_1970({9999, 12, 31});
constexpr std::int64_t microseconds_a_day = 86'400'000'000;

}  // namespace ergodic::tables
