#pragma once

#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/past/past.hpp"
#include "workloads/entities/processors/processor.hpp"

#include <ergodic/missing.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {

/// How many games of a window should be there, by the schedule, and how many are. Source: section 2.7.
struct Completeness {
  std::int64_t expected = 0;
  std::int64_t actual = 0;

  /// In percent, not rounded; 0 where none is expected.
  double percent() const {
    return expected == 0 ? 0 : 100.0 * static_cast<double>(actual) / static_cast<double>(expected);
  }
  double stored_percent() const { return round_exact(percent(), 1); }
  std::int64_t missing() const { return expected > actual ? expected - actual : 0; }
  bool is_complete() const { return actual >= expected; }
  bool is_ready(double threshold) const { return percent() >= threshold; }
};

/// Days that count: first ≤ day < end.
struct DayRange {
  Date first = 0;
  Date end = 0;
};

/// The last n days before a day: D − n < day < D; by dec2025 from D − n on, and with D itself if `itself` is so.
DayRange last_days(const Settings& settings, Date date, int n, bool itself);

/// The distinct days among sorted dates.
std::int64_t distinct_days(std::span<const Date> dates);

/// What is expected of teams and players on a day: by the final games of the schedule. Made once a day.
class ExpectedGames {
 public:
  ExpectedGames(const Season& season, Date date);

  /// Distinct days of a team's final games; by dec2025 of those at home alone.
  std::int64_t of_team(Code team, const DayRange& days) const;
  /// The team's final games before the day in all seasons.
  std::int64_t before(Code team) const { return team == no_code ? 0 : before_[static_cast<std::size_t>(team)]; }
  /// The same of a player's team, which is that of the player's newest row before the day: at most n of them. None
  /// without a row.
  std::int64_t of_player(Code team, std::int64_t n) const { return std::min(n, before(team)); }
  /// Distinct days of the final games of a player's team.
  std::int64_t of_player(Code team, const DayRange& days) const;

 private:
  std::int64_t count(Code team, const DayRange& days, bool at_home_alone) const;

  Season season_;
  std::vector<std::int64_t> before_;
};

/// A player's or team's days in the rows of a stage: those that are there.
std::int64_t actual_days(const History& history, Code subject, const DayRange& days);

/// Completeness over a window of n games, of rows of the season: expected are n games at most, actual all that there
/// are.
Completeness player_games(const ExpectedGames& expected, const Before& rows, std::span<const std::int64_t> team_of_row,
                          Code player, const DayRange& season, std::int64_t n);
/// Over a window of days.
Completeness player_days(const ExpectedGames& expected, const Before& rows, std::span<const std::int64_t> team_of_row,
                         Code player, const DayRange& expected_days, const DayRange& actual_days_of);

/// The team of a player's newest row before the day; no_code where there is none.
Code current_team(const Before& rows, std::span<const std::int64_t> team_of_row, Code player);

}  // namespace ergodic::workloads::entities
