#include "workloads/entities/league/league.hpp"

#include <ergodic/missing.hpp>

#include <algorithm>

namespace ergodic::workloads::entities {
namespace {

InjuryStatus injury_status(std::string_view text) {
  const std::string status = lower(text);
  if (status == "out") return InjuryStatus::out;
  if (status == "doubtful") return InjuryStatus::doubtful;
  if (status == "questionable") return InjuryStatus::questionable;
  if (status == "probable") return InjuryStatus::probable;
  return status == "available" ? InjuryStatus::available : InjuryStatus::other;
}

bool is_there(std::string_view) { return true; }

}  // namespace

Schedule::Schedule(const Table& table, const Directory& names)
    : rows(table.rows()),
      game(game_codes(table, names)),
      home(team_codes(table, "home_team_abbr", names)),
      away(team_codes(table, "away_team_abbr", names)),
      date(table.dates("game_date")),
      status(table, "game_status"),
      home_score(table, "home_score"),
      away_score(table, "away_score"),
      winner(team_codes(table, "winning_team_abbr", names)),
      is_regular(table, "is_regular_season"),
      tipoff(table.times("tipoff_ts")),
      by_date(rows_by_date(date)),
      by_game(rows_by_game(game, names)) {
  std::vector<std::vector<TeamGame>> of_teams(names.teams.size());
  for (std::int64_t day = by_date.low(); day <= by_date.high(); ++day) {
    for (const std::uint32_t row : by_date[day]) {
      const auto add = [&](Code team, bool is_home) {
        if (team != no_code) of_teams[static_cast<std::size_t>(team)].push_back({date[row], row, is_home});
      };
      add(home[row], true);
      add(away[row], false);
    }
  }
  for (const std::vector<TeamGame>& games : of_teams) {
    team_games_.insert(team_games_.end(), games.begin(), games.end());
    ends_.push_back(team_games_.size());
  }
}

std::span<const TeamGame> Schedule::games_of(Code team) const {
  if (team == no_code) return {};
  const auto at = static_cast<std::size_t>(team);
  const std::size_t first = at == 0 ? 0 : ends_[at - 1];
  return std::span(team_games_).subspan(first, ends_[at] - first);
}

Shots::Shots(const Table& table, const Directory& names)
    : rows(table.rows()),
      game(game_codes(table, names)),
      shooter(player_codes(table, "shooter_lookup", names)),
      team(team_codes(table, "shooter_team_abbr", names)),
      home(team_codes(table, "home_team_abbr", names)),
      away(team_codes(table, "away_team_abbr", names)),
      assist(player_codes(table, "assist_lookup", names)),
      block(player_codes(table, "block_lookup", names)),
      date(table.dates("game_date")),
      type(table, "shot_type", ShotType::unknown,
           [](std::string_view text) {
             return text == "2PT" ? ShotType::two : text == "3PT" ? ShotType::three : ShotType::unknown;
           }),
      is_called_three(table, "event_subtype", false,
                      [](std::string_view text) { return lower(text).find("3pt") != std::string::npos; }),
      distance(table, "shot_distance"),
      made(table, "shot_made"),
      has_assist(table, "assist_lookup", false, is_there),
      has_block(table, "block_lookup", false, is_there),
      by_date(rows_by_date(date)) {}

std::optional<BadCell> unreadable(const Shots& shots, std::size_t row) {
  if (shots.distance.raw(row) == unreadable_real) return BadCell{shots.distance.label(), row, false};
  if (shots.made.raw(row) == unreadable_flag) return BadCell{shots.made.label(), row, false};
  return std::nullopt;
}

AndOnes::AndOnes(const Table& table, const Directory& names)
    : game(game_codes(table, names)),
      shooter(player_codes(table, "shooter_lookup", names)),
      by_date(rows_by_date(table.dates("game_date"))) {}

Registry::Registry(const Table& table, const Directory& names) : known(names.players.size(), false) {
  const CodeColumn player = player_codes(table, "player_lookup", names);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (player[row] != no_code) known[static_cast<std::size_t>(player[row])] = true;
  }
}

Roster::Roster(const Table& table, const Directory& names)
    : team(team_codes(table, "team_abbr", names)),
      player(player_codes(table, "player_lookup", names)),
      birth_date(table.dates("birth_date")),
      by_date(rows_by_date(table.dates("roster_date"))) {}

Injuries::Injuries(const Table& table, const Directory& names)
    : player(player_codes(table, "player_lookup", names)),
      team(team_codes(table, "team_abbr", names)),
      report_date(table.dates("report_date")),
      report_hour(table, "report_hour"),
      status(table, "injury_status", InjuryStatus::none, injury_status),
      is_spelt_with_capitals(table, "injury_status", false,
                             [](std::string_view text) {
                               return text == "Out" || text == "OUT" || text == "Doubtful" || text == "DOUBTFUL";
                             }),
      confidence(table, "confidence_score"),
      by_date(rows_by_date(table.dates("game_date"))) {}

/// Those that are not preferred.
Names bookmaker_names(const TextColumn& column) {
  std::vector<std::string> others;
  for (std::size_t i = 0; i < column.distinct(); ++i) {
    const std::string name = lower(column.text(static_cast<std::int32_t>(i)));
    if (name != "draftkings" && name != "fanduel") others.push_back(name);
  }
  return Names(std::move(others));
}

int bookmaker_rank(std::string_view name, const Names& others) {
  const std::string small = lower(name);
  if (small == "draftkings") return 0;
  return small == "fanduel" ? 1 : 2 + others.code_of(small);
}

PropLines::PropLines(const Table& table, const Directory& names)
    : player(player_codes(table, "player_lookup", names)),
      game(game_codes(table, names)),
      bookmakers(bookmaker_names(table.texts("bookmaker"))),
      line(table, "points_line"),
      snapshot(table.times("snapshot_ts")),
      by_date(rows_by_date(table.dates("game_date"))) {
  bookmaker = TextCells<int>(table, "bookmaker", 1'000'000,
                             [&](std::string_view name) { return bookmaker_rank(name, bookmakers); });
}

GameLines::GameLines(const Table& table, const Directory& names)
    : game(game_codes(table, names)),
      market(table, "market", Market::other,
             [](std::string_view name) {
               return name == "spreads" ? Market::spreads : name == "totals" ? Market::totals : Market::other;
             }),
      outcome(table, "outcome_name", "", [](std::string_view name) { return std::string(name); }),
      point(table, "outcome_point"),
      snapshot(table.times("snapshot_ts")),
      by_date(rows_by_date(table.dates("game_date"))) {
  const Names others = bookmaker_names(table.texts("bookmaker"));
  bookmaker = TextCells<int>(table, "bookmaker", 1'000'000,
                             [&](std::string_view name) { return bookmaker_rank(name, others); });
}

Travel::Travel(const Table& table, const Directory& names)
    : teams_(names.teams.size()), miles_(teams_ * teams_, missing_value<double>()) {
  const CodeColumn from = team_codes(table, "from_team", names);
  const CodeColumn to = team_codes(table, "to_team", names);
  const auto distance = table.reals("distance_miles");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (from[row] == no_code || to[row] == no_code) continue;
    miles_[static_cast<std::size_t>(from[row]) * teams_ + static_cast<std::size_t>(to[row])] = distance[row];
  }
}

double Travel::miles(Code from, Code to) const {
  if (from == no_code || to == no_code) return missing_value<double>();
  return miles_[static_cast<std::size_t>(from) * teams_ + static_cast<std::size_t>(to)];
}

}  // namespace ergodic::workloads::entities
