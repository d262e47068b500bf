#include "workloads/entities/processors/team_figures.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

constexpr int least_players = 5;

/// As they stand there: who uses a figure looks whether it can be read.
TeamFigures figures_of(const TeamBox& box, std::uint32_t row) {
  return {box.points.raw(row),
          box.fgm.raw(row),
          box.fga.raw(row),
          box.tpm.raw(row),
          box.tpa.raw(row),
          box.ftm.raw(row),
          box.fta.raw(row),
          box.oreb.raw(row),
          box.dreb.raw(row),
          box.reb.raw(row),
          box.ast.raw(row),
          box.tov.raw(row),
          box.pf.raw(row),
          box.plus_minus.raw(row),
          box.minutes[row],
          box.is_home[row] == 1,
          row};
}

/// The rows of both teams in the team's box score, one at home and the other not.
TeamSides from_team_box(const League& league, Date date, Code game, Code team) {
  if (!league.team_box) return {};
  const TeamBox& box = *league.team_box;
  for (const std::uint32_t own : box.by_game[game]) {
    if (box.team[own] != team || box.date[own] != date) continue;
    for (const std::uint32_t other : box.by_game[game]) {
      const bool is_pair = box.team[other] != team && box.date[other] == date && box.is_home[own] <= 1 &&
                           box.is_home[other] <= 1 && box.is_home[own] != box.is_home[other];
      if (is_pair)
        return {FigureSource::team_box, box.team[other], figures_of(box, own), figures_of(box, other),
                std::max(box.processed_at[own], box.processed_at[other])};
    }
  }
  return {};
}

void add(TeamFigures& sum, const PlayerBox& box, std::uint32_t row) {
  sum.points += box.points.or_zero(row);
  sum.fgm += box.fgm.or_zero(row);
  sum.fga += box.fga.or_zero(row);
  sum.tpm += box.tpm.or_zero(row);
  sum.tpa += box.tpa.or_zero(row);
  sum.ftm += box.ftm.or_zero(row);
  sum.fta += box.fta.or_zero(row);
  sum.oreb += box.oreb.or_zero(row);
  sum.dreb += box.dreb.or_zero(row);
  sum.reb += box.reb.or_zero(row);
  sum.ast += box.ast.or_zero(row);
  sum.tov += box.tov.or_zero(row);
  sum.pf += box.pf.or_zero(row);
}

/// Sums over the active players of a feed, if it has five of each team.
TeamSides from_players(const League& league, Date date, Code game, Code team, Feed feed) {
  const Code home = league.home_of(game);
  const Code away = league.away_of(game);
  if (team == no_code || (team != home && team != away)) return {};
  const Code opponent = team == home ? away : home;
  std::array<TeamFigures, 2> sums = {};
  std::array<int, 2> players = {};
  std::int64_t known_at = missing_whole;
  const PlayerBox& box = *league.player_box;
  for (const std::uint32_t row : box.by_game[game]) {
    const bool counts = box.date[row] == date && box.feed[row] == feed && box.is_active[row];
    const bool is_own = box.team[row] == team;
    if (!counts || (!is_own && box.team[row] != opponent)) continue;
    const std::size_t side = is_own ? 0 : 1;
    add(sums[side], box, row);
    known_at = std::max(known_at, box.processed_at[row]);
    ++players[side];
  }
  if (std::min(players[0], players[1]) < least_players) return {};
  sums[0].is_home = team == home;
  sums[1].is_home = team != home;
  return {feed == Feed::primary ? FigureSource::primary_players : FigureSource::backup_players, opponent, sums[0],
          sums[1], known_at};
}

}  // namespace

TeamSides team_sides(const League& league, Date date, Code game, Code team) {
  TeamSides sides = from_team_box(league, date, game, team);
  if (sides.source != FigureSource::none || !league.player_box) return sides;
  sides = from_players(league, date, game, team, Feed::primary);
  return sides.source != FigureSource::none ? sides : from_players(league, date, game, team, Feed::backup);
}

void need(const League& league, const TeamSides& sides, const TeamFigures& of,
          std::initializer_list<WholeCells BoxFigures::*> figures) {
  if (sides.source != FigureSource::team_box) return;
  for (const auto figure : figures)
    ((*league.team_box).*figure).needed(of.row);
}

void look_at(const League& league, const TeamSides& sides, const TeamFigures& of,
             std::initializer_list<WholeCells BoxFigures::*> figures) {
  if (sides.source != FigureSource::team_box) return;
  for (const auto figure : figures)
    static_cast<void>(((*league.team_box).*figure)[of.row]);
}

EntityList team_entities(const Season& season, Date date) {
  const League& league = season.league;
  EntityList entities;
  const auto add = [&](Code game, Code team) {
    if (game != no_code && team != no_code) entities.push_back({game, team});
  };
  if (league.team_box) {
    for (const std::uint32_t row : league.team_box->by_date[date])
      add(league.team_box->game[row], league.team_box->team[row]);
  }
  if (league.player_box) {
    for (const std::uint32_t row : league.player_box->by_date[date]) {
      if (league.player_box->is_active[row]) add(league.player_box->game[row], league.player_box->team[row]);
    }
  }
  for (const std::uint32_t row : league.schedule->by_date[date]) {
    if (!league.schedule->is_final(row)) continue;
    add(league.schedule->game[row], league.schedule->home[row]);
    add(league.schedule->game[row], league.schedule->away[row]);
  }
  sort_entities(entities);
  return entities;
}

std::int64_t team_minutes(const Season& season, const TeamFigures& figures) {
  switch (figures.minutes.kind) {
    case MinutesText::Kind::missing: return regular_minutes;
    case MinutesText::Kind::unreadable:
      if (season.settings.is_corrected()) throw BadCell{cell_label("team_box", "minutes"), figures.row, false};
      return regular_minutes;
    default: return figures.minutes.whole;
  }
}

}  // namespace ergodic::workloads::entities
