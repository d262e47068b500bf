#include "workloads/entities/league/box_scores.hpp"

#include <string>
#include <string_view>

namespace ergodic::workloads::entities {

BoxFigures::BoxFigures(const Table& table)
    : points(table, "points"),
      fgm(table, "fgm"),
      fga(table, "fga"),
      tpm(table, "tpm"),
      tpa(table, "tpa"),
      ftm(table, "ftm"),
      fta(table, "fta"),
      oreb(table, "oreb"),
      dreb(table, "dreb"),
      reb(table, "reb"),
      ast(table, "ast"),
      stl(table, "stl"),
      blk(table, "blk"),
      tov(table, "tov"),
      pf(table, "pf"),
      plus_minus(table, "plus_minus") {}

PlayerBox::PlayerBox(const Table& table, const Directory& names)
    : BoxFigures(table),
      rows(table.rows()),
      game(game_codes(table, names)),
      player(player_codes(table, "player_lookup", names)),
      team(team_codes(table, "team_abbr", names)),
      home(team_codes(table, "home_team_abbr", names)),
      away(team_codes(table, "away_team_abbr", names)),
      date(table.dates("game_date")),
      is_active(table, "player_status", true, [](std::string_view status) { return status == "active"; }),
      may_have_played(table, "player_status", true,
                      [](std::string_view status) {
                        const std::string small = lower(status);
                        return small != "dnp" && small != "dnd" && small != "nwt";
                      }),
      feed(table, "source", Feed::primary,
           [](std::string_view source) { return source == "backup" ? Feed::backup : Feed::primary; }),
      minutes(table, "minutes", {}, read_minutes),
      processed_at(table.times("processed_at")),
      by_date(rows_by_date(date)),
      by_game(rows_by_game(game, names)) {}

TeamBox::TeamBox(const Table& table, const Directory& names)
    : BoxFigures(table),
      rows(table.rows()),
      game(game_codes(table, names)),
      team(team_codes(table, "team_abbr", names)),
      date(table.dates("game_date")),
      is_home(table, "is_home"),
      minutes(table, "minutes", {}, read_minutes),
      processed_at(table.times("processed_at")),
      by_date(rows_by_date(date)),
      by_game(rows_by_game(game, names)) {}

}  // namespace ergodic::workloads::entities
