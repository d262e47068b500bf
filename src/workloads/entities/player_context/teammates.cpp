#include "workloads/entities/player_context/teammates.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

constexpr std::int64_t least_games = 10;

struct Averages {
  std::int64_t games = 0;
  double points = 0;
  double minutes = 0;
};

/// Over the games with minutes.
Averages averages(const History& pgs, const Window& rows) {
  const auto points = pgs.wholes("points");
  const auto minutes = pgs.wholes("minutes_played");
  std::int64_t games = 0;
  std::int64_t all_points = 0;
  std::int64_t all_minutes = 0;
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    if (minutes[i] == missing_whole || minutes[i] == 0) continue;
    ++games;
    all_points += points[i] == missing_whole ? 0 : points[i];
    all_minutes += minutes[i];
  }
  if (games == 0) return {};
  return {games, static_cast<double>(all_points) / static_cast<double>(games),
          static_cast<double>(all_minutes) / static_cast<double>(games)};
}

bool is_star(const Before& pgs, Code player, Date date) {
  const Averages season = averages(pgs.history(), pgs.rows(player, season_start(date)));
  if (season.games < least_games) return false;
  const Averages recent = averages(pgs.history(), pgs.rows(player, date - 9));
  const Averages& of = recent.games > 0 ? recent : season;
  return of.points >= 18 || (of.minutes >= 28 && of.points >= 12);
}

}  // namespace

StarsOut::StarsOut(const DayRequest& request, const RosterOfDay& roster)
    : of_team_(request.season.league.names.teams.size()) {
  const Before pgs = request.past.before("pgs");
  for (const RosterOfDay::Listed& listed : roster.listed()) {
    const bool is_out = listed.status == InjuryStatus::out || listed.status == InjuryStatus::doubtful;
    if (!is_out || listed.team == no_code || !is_star(pgs, listed.player, request.date)) continue;
    of_team_[static_cast<std::size_t>(listed.team)].push_back(listed.player);
  }
}

std::int32_t StarsOut::beside(Code team, Code player) const {
  if (team == no_code) return 0;
  const std::vector<Code>& stars = of_team_[static_cast<std::size_t>(team)];
  return static_cast<std::int32_t>(
      std::count_if(stars.begin(), stars.end(), [&](Code star) { return star != player; }));
}

}  // namespace ergodic::workloads::entities
