#include "workloads/entities/processors/knowledge.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <limits>

namespace ergodic::workloads::entities {
namespace {

constexpr std::int64_t always = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::int64_t Knowledge::of_day() const {
  const KnownUntil& until = season_.settings.known_until;
  switch (until.kind) {
    case KnownUntil::Kind::none: return always;
    case KnownUntil::Kind::time_of_day: return season_.settings.moment(date_, until.minute);
    case KnownUntil::Kind::tipoff: break;
  }
  return season_.settings.moment(date_, 0);
}

std::int64_t Knowledge::of_game(std::uint32_t schedule_row) const {
  if (season_.settings.known_until.kind != KnownUntil::Kind::tipoff) return of_day();
  const std::int64_t tipoff = season_.league.schedule->tipoff[schedule_row];
  return tipoff == missing_whole ? of_day() : tipoff;
}

std::int64_t Knowledge::of_first_game() const {
  const auto games = season_.league.schedule->by_date[date_];
  std::int64_t first = games.empty() ? of_day() : always;
  for (const std::uint32_t row : games)
    first = std::min(first, of_game(row));
  return first;
}

std::vector<std::int64_t> Knowledge::of_teams() const {
  std::vector<std::int64_t> until(season_.league.names.teams.size(), of_day());
  const Schedule& schedule = *season_.league.schedule;
  for (const std::uint32_t row : schedule.by_date[date_]) {
    for (const Code team : {schedule.home[row], schedule.away[row]}) {
      if (team != no_code) until[static_cast<std::size_t>(team)] = of_game(row);
    }
  }
  return until;
}

bool Knowledge::is_known(std::int64_t stamp, std::int64_t until) {
  return until == always || (stamp != missing_whole && stamp <= until);
}

bool Knowledge::is_known(Date report_date, std::int64_t report_hour, std::int64_t until) const {
  if (until == always) return true;
  if (report_date == missing_date) return false;
  const std::int64_t hour = report_hour == missing_whole ? 24 : report_hour;
  return season_.settings.moment(report_date, static_cast<std::int32_t>(60 * hour)) <= until;
}

std::vector<std::uint32_t> newest_reports(const Season& season, Date date, const Knowledge& knowledge) {
  std::vector<std::uint32_t> newest;
  if (!season.league.injuries) return newest;
  const Injuries& injuries = *season.league.injuries;
  const std::vector<std::int64_t> until = knowledge.of_teams();
  for (const std::uint32_t row : injuries.by_date[date]) {  // by player, day and hour: where there is no key, all sort
    if (injuries.player[row] == no_code) continue;
    const Code team = injuries.team[row];
    const std::int64_t limit = team == no_code ? knowledge.of_day() : until[static_cast<std::size_t>(team)];
    if (!knowledge.is_known(injuries.report_date[row], injuries.report_hour[row], limit)) continue;
    if (!newest.empty() && injuries.player[newest.back()] == injuries.player[row]) {
      newest.back() = row;
    } else {
      newest.push_back(row);
    }
  }
  return newest;
}

}  // namespace ergodic::workloads::entities
