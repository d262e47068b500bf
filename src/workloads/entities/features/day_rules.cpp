#include "workloads/entities/features/day_rules.hpp"

#include <algorithm>
#include <array>

namespace ergodic::workloads::entities {
namespace {

constexpr Date early_days = 14;

struct OpeningNight {
  int season;
  unsigned month, day;
};
constexpr std::array<OpeningNight, 4> opening_nights = {
    {{2021, 10, 19}, {2022, 10, 18}, {2023, 10, 24}, {2024, 10, 22}}};
constexpr OpeningNight usual_night = {0, 10, 22};

/// Of the schedule's regular games of a season the first.
std::optional<Date> first_regular_game(const Schedule& schedule, Date date) {
  const Date start = season_start(date);
  const Date end = date_of(season_year(date) + 1, 10, 1);
  const auto low = std::max<std::int64_t>(start, schedule.by_date.low());
  const auto high = std::min<std::int64_t>(end - 1, schedule.by_date.high());
  for (std::int64_t day = low; day <= high; ++day) {
    for (const std::uint32_t row : schedule.by_date[day]) {
      if (schedule.is_regular[row] != 0) return static_cast<Date>(day);  // missing: it is
    }
  }
  return std::nullopt;
}

}  // namespace

Date opening_night(const Season& season, Date date) {
  const int year = season_year(date);
  for (const OpeningNight& night : opening_nights) {
    if (night.season == year) return date_of(year, night.month, night.day);
  }
  const auto first = season.league.schedule ? first_regular_game(*season.league.schedule, date) : std::nullopt;
  return first.value_or(date_of(year, usual_night.month, usual_night.day));
}

bool is_early(const Season& season, Date date) {
  const Date days = date - opening_night(season, date);
  return days >= 0 && days < early_days;
}

Verdict skipped_as_early(const Season& season, Date date) {
  return failed(Category::skipped_early_season, date - opening_night(season, date), early_days);
}

DayRange season_days(const Settings& settings, Date date) {
  return {season_start(date), settings.is_corrected() ? date : date + 1};
}

}  // namespace ergodic::workloads::entities
