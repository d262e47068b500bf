#include "workloads/entities/processors/completeness.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <limits>

namespace ergodic::workloads::entities {

DayRange last_days(const Settings& settings, Date date, int n, bool itself) {
  if (settings.is_corrected()) return {date - n + 1, date};
  return {date - n, itself ? date + 1 : date};
}

std::int64_t distinct_days(std::span<const Date> dates) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < dates.size(); ++i)
    count += i == 0 || dates[i] != dates[i - 1] ? 1 : 0;
  return count;
}

ExpectedGames::ExpectedGames(const Season& season, Date date) : season_(season) {
  const std::size_t teams = season.league.names.teams.size();
  for (std::size_t team = 0; team < teams; ++team) {
    const auto games = season.league.schedule->games_of(static_cast<Code>(team));
    before_.push_back(std::count_if(games.begin(), games.end(), [&](const TeamGame& game) {
      return game.date < date && season.league.schedule->is_final(game.row);
    }));
  }
}

std::int64_t ExpectedGames::count(Code team, const DayRange& days, bool at_home_alone) const {
  std::int64_t count = 0;
  Date last = std::numeric_limits<Date>::min();
  const auto games = season_.league.schedule->games_of(team);
  const auto first = std::lower_bound(games.begin(), games.end(), days.first,
                                      [](const TeamGame& game, Date day) { return game.date < day; });
  for (auto game = first; game != games.end() && game->date < days.end; ++game) {
    const bool counts = season_.league.schedule->is_final(game->row) && (game->is_home || !at_home_alone);
    if (!counts || game->date == last) continue;
    last = game->date;
    ++count;
  }
  return count;
}

std::int64_t ExpectedGames::of_team(Code team, const DayRange& days) const {
  return count(team, days, !season_.settings.is_corrected());
}

std::int64_t ExpectedGames::of_player(Code team, const DayRange& days) const { return count(team, days, false); }

std::int64_t actual_days(const History& history, Code subject, const DayRange& days) {
  const Window rows = history.between(subject, days.first, days.end);
  return distinct_days(history.dates().subspan(rows.first, rows.size()));
}

Code current_team(const Before& rows, std::span<const std::int64_t> team_of_row, Code player) {
  const Window all = rows.rows(player);
  if (all.empty()) return no_code;
  const std::int64_t team = team_of_row[all.last - 1];
  return team == missing_whole ? no_code : static_cast<Code>(team);
}

Completeness player_games(const ExpectedGames& expected, const Before& rows, std::span<const std::int64_t> team_of_row,
                          Code player, const DayRange& season, std::int64_t n) {
  const Code team = current_team(rows, team_of_row, player);
  return {expected.of_player(team, n), actual_days(rows.history(), player, season)};
}

Completeness player_days(const ExpectedGames& expected, const Before& rows, std::span<const std::int64_t> team_of_row,
                         Code player, const DayRange& expected_days, const DayRange& actual_days_of) {
  const Code team = current_team(rows, team_of_row, player);
  return {expected.of_player(team, expected_days), actual_days(rows.history(), player, actual_days_of)};
}

}  // namespace ergodic::workloads::entities
