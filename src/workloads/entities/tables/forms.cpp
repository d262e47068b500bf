#include "workloads/entities/tables/forms.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

using Columns = std::vector<TableColumn>;

/// The figures of a box score that are counted: not known before the game is over.
struct Counted {
  const char* name;
  const char* says;
};
constexpr std::initializer_list<Counted> box_figures = {
    {"points", "scored"},
    {"fgm", "field goals made"},
    {"fga", "field goals attempted"},
    {"tpm", "three-point field goals made"},
    {"tpa", "three-point field goals attempted"},
    {"ftm", "free throws made"},
    {"fta", "free throws attempted"},
    {"oreb", "offensive rebounds"},
    {"dreb", "defensive rebounds"},
    {"reb", "rebounds"},
    {"ast", "assists"},
    {"stl", "steals"},
    {"blk", "shots blocked"},
    {"tov", "turnovers"},
    {"pf", "personal fouls"},
};

void add_box_figures(Columns& columns) {
  for (const auto& [name, says] : box_figures)
    columns.push_back(whole(name).between(0, 10'000).may_be_missing().or_unreadable().outcome().says(says));
  columns.push_back(whole("plus_minus")
                        .between(-10'000, 10'000)
                        .may_be_missing()
                        .or_unreadable()
                        .outcome()
                        .says("points scored less points allowed while on the court"));
}

TableColumn processed_at() {
  return time_stamp("processed_at").optional().says("when the row came about; of rows of one key the newest counts");
}
TableColumn game_id() { return text_column("game_id").says("YYYYMMDD_AWAY_HOME"); }
TableColumn game_date() { return date("game_date").says("the league's calendar date of the game"); }
TableColumn season_year_column() {
  return whole("season_year")
      .between(1900, 2200)
      .optional()
      .says("the year in which the season began; else of the date");
}
TableColumn player() { return text_column("player_lookup").says("a-z and 0-9 of the name"); }
TableColumn team(const char* name, const char* says) { return text_column(name).says(says); }

TableForm player_box() {
  TableForm form{.name = "player_box", .doc = "a player's game, a row each and feed"};
  form.columns = {
      game_id(),
      game_date(),
      season_year_column(),
      player(),
      text_column("player_name").optional().or_unreadable().says("for people"),
      team("team_abbr", "the player's"),
      text_column("home_team_abbr").optional().says("else the third part of game_id"),
      text_column("away_team_abbr").optional().says("else the second part of game_id"),
      text_column("player_status").optional().outcome().says("active, dnp, inactive, …; missing: active"),
      text_column("source").one_of({"primary", "backup"}).says("the feed"),
      text_column("minutes").may_be_missing().or_unreadable().outcome().says("MM:SS, or a number of minutes")};
  add_box_figures(form.columns);
  form.columns.push_back(processed_at());
  form.key = {"game_id", "player_lookup", "source"};
  form.duplicates = Duplicates::greatest;
  form.newest = "processed_at";
  form.needed = false;
  return form;
}

TableForm team_box() {
  TableForm form{.name = "team_box", .doc = "a team's game, a row each"};
  form.columns = {
      game_id(),
      text_column("nba_game_id").optional().says("the league's own"),
      game_date(),
      season_year_column(),
      team("team_abbr", "whose figures these are"),
      yes_no("is_home").may_be_missing().says("whether it played at home"),
      text_column("minutes").may_be_missing().or_unreadable().outcome().says("of all its players together: 240:00")};
  add_box_figures(form.columns);
  form.columns.push_back(processed_at());
  form.key = {"game_id", "team_abbr"};
  form.duplicates = Duplicates::greatest;
  form.newest = "processed_at";
  form.needed = false;
  return form;
}

TableForm schedule() {
  return {
      .name = "schedule",
      .doc = "a game, a row each",
      .columns = {game_id(), game_date(), season_year_column(), team("home_team_abbr", "at home"),
                  team("away_team_abbr", "not at home"),
                  whole("game_status").between(1, 3).may_be_missing().outcome().says("1 scheduled, 2 live, 3 final"),
                  whole("home_score")
                      .between(0, 1000)
                      .may_be_missing()
                      .or_unreadable()
                      .outcome()
                      .says("points of the home side"),
                  whole("away_score")
                      .between(0, 1000)
                      .may_be_missing()
                      .or_unreadable()
                      .outcome()
                      .says("points of the other side"),
                  text_column("winning_team_abbr").optional().outcome().says("who won"),
                  yes_no("is_primetime").optional().says("whether it is shown at prime time"),
                  yes_no("is_regular_season").optional().says("missing: it is"),
                  time_stamp("tipoff_ts").optional().says("when it begins; else with the day")},
      .key = {"game_id"},
      .duplicates = Duplicates::identical};
}

TableForm shots() {
  TableForm form{.name = "shots", .doc = "an attempted field goal, a row each"};
  form.columns = {game_date(),
                  game_id(),
                  team("shooter_team_abbr", "the shooter's"),
                  text_column("shooter_lookup").says("who shot"),
                  team("home_team_abbr", "at home"),
                  team("away_team_abbr", "not at home"),
                  text_column("shot_type").may_be_missing().outcome().says("2PT or 3PT"),
                  text_column("event_subtype").may_be_missing().outcome().says("as the feed describes it"),
                  real_number("shot_distance")
                      .between(0, 100)
                      .unit("feet")
                      .may_be_missing()
                      .or_unreadable()
                      .outcome()
                      .says("from the rim"),
                  yes_no("shot_made").may_be_missing().or_unreadable().outcome().says("whether it went in"),
                  text_column("assist_lookup").may_be_missing().outcome().says("who passed"),
                  text_column("block_lookup").may_be_missing().outcome().says("who blocked it")};
  form.needed = false;
  form.may_be_empty = true;
  return form;
}

TableForm and_ones() {
  return {.name = "and_ones",
          .doc = "a single free throw after a made shot, a row each",
          .columns = {game_date(), game_id(), text_column("shooter_lookup").says("who shot")},
          .needed = false,
          .may_be_empty = true};
}

TableForm roster() {
  return {.name = "roster",
          .doc = "a player of a team on a day, a row each",
          .columns = {date("roster_date").says("the day"), team("team_abbr", "the player's"), player(),
                      date("birth_date").optional().says("the player's")},
          .key = {"roster_date", "team_abbr", "player_lookup"},
          .duplicates = Duplicates::identical,
          .needed = false};
}

TableForm registry() {
  return {.name = "registry",
          .doc = "a player, a row each",
          .columns = {player(), text_column("universal_player_id").says("the player's for all feeds")},
          .key = {"player_lookup"},
          .duplicates = Duplicates::identical,
          .needed = false};
}

TableForm injuries() {
  return {.name = "injuries",
          .doc = "what a report says of a player's game, a row each",
          .columns =
              {game_date(), player(), date("report_date").says("of the report"),
               whole("report_hour").between(0, 24).may_be_missing().unit("h").says("of the report, the league's clock"),
               team("team_abbr", "the player's"),
               text_column("injury_status").may_be_missing().says("out, doubtful, questionable, probable, available"),
               text_column("reason_category").optional().says("of the status"),
               real_number("confidence_score").between(0, 1).may_be_missing().says("of the reading of the report")},
          .needed = false,
          .may_be_empty = true};
}

TableForm prop_lines() {
  return {.name = "prop_lines",
          .doc = "a bookmaker's line of a player's points, a row each and snapshot",
          .columns = {game_date(), player(), text_column("bookmaker").says("whose line it is"),
                      time_stamp("snapshot_ts").may_be_missing().says("when it stood so"),
                      real_number("points_line").between(0, 1000).unit("points").may_be_missing().says("the line"),
                      game_id()},
          .needed = false,
          .may_be_empty = true};
}

TableForm game_lines() {
  return {
      .name = "game_lines",
      .doc = "a bookmaker's line of a game, a row each outcome and snapshot",
      .columns = {game_date(), game_id(), text_column("market").says("spreads or totals"),
                  text_column("bookmaker").says("whose line it is"),
                  time_stamp("snapshot_ts").may_be_missing().says("when it stood so"),
                  text_column("outcome_name").says("a team, or Over or Under"),
                  real_number("outcome_point").between(-1000, 1000).unit("points").may_be_missing().says("the line")},
      .needed = false,
      .may_be_empty = true};
}

TableForm travel() {
  return {
      .name = "travel",
      .doc = "a way between two teams' cities, a row each",
      .columns = {team("from_team", "whence"), team("to_team", "whither"),
                  real_number("distance_miles").at_least(0).unit("mi").may_be_missing().says("along a great circle")},
      .key = {"from_team", "to_team"},
      .duplicates = Duplicates::identical,
      .needed = false};
}

TableForm reprocess_attempts() {
  return {.name = "reprocess_attempts",
          .doc = "an attempt at an entity whose inputs were incomplete, a row each",
          .columns = {text_column("processor_name").says("whose attempt it was"),
                      text_column("entity_id").says("of whom"), date("analysis_date").says("the day that was computed"),
                      whole("attempt_number").at_least(1).says("from 1"),
                      time_stamp("attempted_at").may_be_missing().says("when"),
                      yes_no("circuit_breaker_tripped").may_be_missing().says("whether it locked the entity out"),
                      time_stamp("circuit_breaker_until").may_be_missing().says("until when")},
          .key = {"processor_name", "entity_id", "analysis_date", "attempt_number"},
          .duplicates = Duplicates::identical,
          .needed = false,
          .may_be_empty = true};
}

}  // namespace

TableForms table_forms() {
  return {player_box(), team_box(), schedule(),   roster(),     registry(), shots(),
          and_ones(),   injuries(), prop_lines(), game_lines(), travel(),   reprocess_attempts()};
}

}  // namespace ergodic::workloads::entities
