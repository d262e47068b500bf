#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ergodic::workloads::entities {

/// A calendar date of the league: days since 1970-01-01. It is never made from a time.
using Date = std::int32_t;

inline std::chrono::year_month_day civil(Date date) { return std::chrono::sys_days(std::chrono::days(date)); }
inline Date date_of(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days days = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  return static_cast<Date>(days.time_since_epoch().count());
}

inline int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(civil(date).month())); }

/// The year in which the season of a date began: "2024" is 2024-25.
inline int season_year(Date date) {
  const auto day = civil(date);
  return static_cast<int>(day.year()) - (static_cast<unsigned>(day.month()) >= 10 ? 0 : 1);
}
inline Date season_start(Date date) { return date_of(season_year(date), 10, 1); }

/// Less than thirty days of the season are over.
inline bool is_bootstrap(Date date) { return date - season_start(date) < 30; }
/// The months in which seasons begin and end.
inline bool is_season_boundary(Date date) {
  const int month = month_of(date);
  return month == 10 || month == 11 || month == 4;
}

/// "2025-01-31"; nullopt for what is no such day.
std::optional<Date> parse_date(std::string_view text);
std::string date_text(Date date);

}  // namespace ergodic::workloads::entities
