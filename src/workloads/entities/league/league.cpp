#include "workloads/entities/league/league.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

/// A part of a game's id, YYYYMMDD_AWAY_HOME: 1 the team that is away, 2 that at home. Empty where it has none.
std::string_view part_of(std::string_view id, int part) {
  for (int i = 0; i < part; ++i) {
    const auto bar = id.find('_');
    if (bar == std::string_view::npos) return {};
    id.remove_prefix(bar + 1);
  }
  return id.substr(0, id.find('_'));
}

struct NamedColumn {
  const char* table;
  const char* column;
};

Names collected(const Inputs& inputs, std::initializer_list<NamedColumn> columns) {
  NameCollection names;
  for (const auto& [table, column] : columns) {
    if (inputs.has(table)) names.add(inputs[table].texts(column));
  }
  return std::move(names).names();
}

Directory directory(const Inputs& inputs, const std::vector<std::string>& teams) {
  return {collected(inputs, {{"player_box", "player_lookup"},
                             {"registry", "player_lookup"},
                             {"roster", "player_lookup"},
                             {"injuries", "player_lookup"},
                             {"prop_lines", "player_lookup"},
                             {"shots", "shooter_lookup"},
                             {"shots", "assist_lookup"},
                             {"shots", "block_lookup"},
                             {"and_ones", "shooter_lookup"}}),
          collected(inputs, {{"player_box", "game_id"},
                             {"team_box", "game_id"},
                             {"schedule", "game_id"},
                             {"shots", "game_id"},
                             {"and_ones", "game_id"},
                             {"prop_lines", "game_id"},
                             {"game_lines", "game_id"}}),
          Names(teams)};
}

template <class View>
std::optional<View> view(const Inputs& inputs, const char* table, const Directory& names) {
  if (!inputs.has(table)) return std::nullopt;
  return View(inputs[table], names);
}

}  // namespace

const std::vector<std::string>& usual_teams() {
  static const std::vector<std::string> teams = {"ATL", "BOS", "BKN", "CHA", "CHI", "CLE", "DAL", "DEN", "DET", "GSW",
                                                 "HOU", "IND", "LAC", "LAL", "MEM", "MIA", "MIL", "MIN", "NOP", "NYK",
                                                 "OKC", "ORL", "PHI", "PHX", "POR", "SAC", "SAS", "TOR", "UTA", "WAS"};
  return teams;
}

League::League(const Inputs& inputs, const std::vector<std::string>& teams)
    : names(directory(inputs, teams)),
      player_box(view<PlayerBox>(inputs, "player_box", names)),
      team_box(view<TeamBox>(inputs, "team_box", names)),
      schedule(view<Schedule>(inputs, "schedule", names)),
      shots(view<Shots>(inputs, "shots", names)),
      and_ones(view<AndOnes>(inputs, "and_ones", names)),
      registry(view<Registry>(inputs, "registry", names)),
      roster(view<Roster>(inputs, "roster", names)),
      injuries(view<Injuries>(inputs, "injuries", names)),
      prop_lines(view<PropLines>(inputs, "prop_lines", names)),
      game_lines(view<GameLines>(inputs, "game_lines", names)),
      travel(view<Travel>(inputs, "travel", names)) {
  if (inputs.has("reprocess_attempts")) attempts.emplace(inputs["reprocess_attempts"]);
  for (const std::string& game : names.games.all()) {
    away_parts_.push_back(names.team(part_of(game, 1)));
    home_parts_.push_back(names.team(part_of(game, 2)));
  }
}

const GameLogs& League::game_logs(bool both_feeds) const {
  std::optional<GameLogs>& logs = both_feeds ? logs_of_both_ : logs_of_second_;
  if (!logs) logs.emplace(*player_box, names.players.size(), both_feeds);
  return *logs;
}

const SeasonPlayers& League::season_players(bool is_corrected) const {
  std::optional<SeasonPlayers>& players = is_corrected ? players_ : players_of_2025_;
  if (!players) players.emplace(*player_box, is_corrected);
  return *players;
}

}  // namespace ergodic::workloads::entities
