#include "workloads/entities/player_context/roster_of_day.hpp"

#include "workloads/entities/processors/knowledge.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

constexpr Date longest_look_back = 90;
constexpr double least_confidence = 0.8;

/// One work item for each player: the first of his.
void leave_each_player_once(EntityList& entities, std::size_t players) {
  sort_entities(entities);
  std::vector<bool> seen(players, false);
  entities.erase(std::remove_if(entities.begin(), entities.end(),
                                [&](const Entity& one) {
                                  const auto at = static_cast<std::size_t>(one.subject);
                                  const bool is_second = seen[at];
                                  seen[at] = true;
                                  return is_second;
                                }),
                 entities.end());
}

/// By dec2025 reports counted in capitals alone, and the data are in lower case.
bool is_ruled_out(const Season& season, const RosterOfDay::Listed* listed) {
  if (listed == nullptr) return false;
  const bool is_out = listed->status == InjuryStatus::out || listed->status == InjuryStatus::doubtful;
  return is_out && (season.settings.is_corrected() || listed->is_spelt_with_capitals);
}

EntityList of_rosters(const Season& season, Date date) {
  EntityList entities;
  if (!season.league.roster) return entities;
  const RosterOfDay roster(season, date);
  const Roster& table = *season.league.roster;
  const std::vector<std::uint32_t> games = games_of_teams(season, date);
  for (const std::uint32_t row : roster.rows()) {
    const Code team = table.team[row];
    if (team == no_code || games[static_cast<std::size_t>(team)] == 0) continue;
    if (is_ruled_out(season, roster.of(table.player[row]))) continue;
    entities.push_back(
        {season.league.schedule->game[games[static_cast<std::size_t>(team)] - 1], table.player[row], row});
  }
  return entities;
}

EntityList of_box_scores(const Season& season, Date date) {
  EntityList entities;
  const PlayerBox& box = *season.league.player_box;
  for (const Feed feed : {Feed::primary, Feed::backup}) {
    for (const std::uint32_t row : box.by_date[date]) {
      if (box.feed[row] == feed && box.may_have_played[row]) entities.push_back({box.game[row], box.player[row], row});
    }
  }
  return entities;
}

}  // namespace

std::vector<std::uint32_t> games_of_teams(const Season& season, Date date) {
  const Schedule& schedule = *season.league.schedule;
  std::vector<std::uint32_t> of_team(season.league.names.teams.size(), 0);
  for (const std::uint32_t row : schedule.by_date[date]) {
    const bool counts = season.settings.is_corrected() || schedule.status[row] == 1 || schedule.is_final(row);
    if (!counts) continue;
    for (const Code team : {schedule.home[row], schedule.away[row]}) {
      if (team != no_code) of_team[static_cast<std::size_t>(team)] = row + 1;
    }
  }
  return of_team;
}

RosterOfDay::RosterOfDay(const Season& season, Date date)
    : season_(season), date_(date), row_of_player_(season.league.names.players.size(), 0) {
  if (season.league.roster) {
    const Roster& roster = *season.league.roster;
    for (Date day = date; day >= date - longest_look_back && rows_.empty(); --day)
      rows_ = roster.by_date[day];
    for (const std::uint32_t row : rows_)
      row_of_player_[static_cast<std::size_t>(roster.player[row])] = row + 1;
  }
  if (!season.league.injuries) return;
  const Injuries& injuries = *season.league.injuries;
  for (const std::uint32_t row : newest_reports(season, date, Knowledge(season, date))) {
    if (!(injuries.confidence[row] >= least_confidence)) continue;
    const Code player = injuries.player[row];
    const std::uint32_t listed = row_of_player_[static_cast<std::size_t>(player)];
    listed_.push_back({player, listed > 0 ? season.league.roster->team[listed - 1] : injuries.team[row],
                       injuries.status[row], injuries.is_spelt_with_capitals[row]});
  }
}

const RosterOfDay::Listed* RosterOfDay::of(Code player) const {
  const auto found = std::lower_bound(listed_.begin(), listed_.end(), player,
                                      [](const Listed& one, Code value) { return one.player < value; });
  return found != listed_.end() && found->player == player ? &*found : nullptr;
}

std::optional<std::int32_t> RosterOfDay::age(Code player) const {
  const std::uint32_t row = row_of_player_[static_cast<std::size_t>(player)];
  if (row == 0 || season_.league.roster->birth_date[row - 1] == missing_date) return std::nullopt;
  const auto born = civil(season_.league.roster->birth_date[row - 1]);
  const auto today = civil(date_);
  const bool is_to_come = today.month() < born.month() || (today.month() == born.month() && today.day() < born.day());
  return static_cast<int>(today.year()) - static_cast<int>(born.year()) - (is_to_come ? 1 : 0);
}

bool is_backfill(const Season& season, Date date) {
  if (season.settings.mode != Mode::by_box) return season.settings.mode == Mode::backfill;
  const PlayerBox& box = *season.league.player_box;
  const auto rows = box.by_date[date];
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return box.feed[row] == Feed::primary; });
}

EntityList players_of_day(const Season& season, Date date) {
  EntityList entities = is_backfill(season, date) ? of_box_scores(season, date) : of_rosters(season, date);
  leave_each_player_once(entities, season.league.names.players.size());
  return entities;
}

}  // namespace ergodic::workloads::entities
