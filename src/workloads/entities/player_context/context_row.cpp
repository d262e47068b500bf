#include "workloads/entities/player_context/context_row.hpp"

#include <string>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

using P = PlayerContext;

Column sample_column(std::string name) {
  return category(std::move(name), {"excellent", "good", "limited", "insufficient"})
      .says("of the games that are there for the window")
      .or_missing();
}

void add_windows(Records<P>& records) {
  const char* const names[P::windows] = {"l5", "l10", "l7d", "l14d", "l30d"};
  for (std::size_t i = 0; i < P::windows; ++i) {
    const std::string name = names[i];
    records.push_back(
        {real_column(name + "_completeness_pct").in("%").says("games that are there of those expected").or_missing(),
         &P::percent, i});
    records.push_back({yes_no_column(name + "_is_complete").says("whether all are there"), &P::complete, i});
  }
}

Records<P> whom_and_lines() {
  return {
      {count("player").says("whose row it is, by its place in the sorted list of players").or_missing(), &P::player},
      {count("team").says("the player's, by its place in the sorted list of teams").or_missing(), &P::team},
      {count("opponent").says("the other team, likewise").or_missing(), &P::opponent},
      {count("game").says("the game, by its place in the sorted list of games").or_missing(), &P::game},
      {count("season_year").says("the year in which the season began").or_missing(), &P::season_year},
      {yes_no_column("home_game").says("whether the team plays at home"), &P::home_game},
      {yes_no_column("has_prop_line").says("whether a bookmaker has a line"), &P::has_prop_line},
      {real_column("opening_points_line").in("points").says("the first").or_missing(), &P::opening_line},
      {real_column("current_points_line").in("points").says("the last that was known").or_missing(), &P::current_line},
      {real_column("line_movement").in("points").says("last less first").or_missing(), &P::line_movement},
      {count("opening_points_line_source").says("0 draftkings, 1 fanduel, then the others by name").or_missing(),
       &P::opening_line_source},
      {count("current_points_line_source").says("likewise").or_missing(), &P::current_line_source},
      {real_column("opening_spread").in("points").says("the median of the first, of the favourite").or_missing(),
       &P::opening_spread},
      {real_column("game_spread").in("points").says("the median of the last that were known").or_missing(),
       &P::game_spread},
      {real_column("spread_movement").in("points").says("last less first").or_missing(), &P::spread_movement},
      {real_column("opening_total").in("points").says("the median of the first").or_missing(), &P::opening_total},
      {real_column("game_total").in("points").says("the median of the last that were known").or_missing(),
       &P::game_total},
      {real_column("total_movement").in("points").says("last less first").or_missing(), &P::total_movement},
  };
}

void add_history(Records<P>& records) {
  const Records<P> of_history = {
      {count("days_rest").in("d").says("since the last game: 1 is yesterday").or_missing(), &P::days_rest},
      {yes_no_column("back_to_back").says("whether the player played yesterday"), &P::back_to_back},
      {count("days_rest_before_last_game").in("d").says("between the two last games").or_missing(),
       &P::days_rest_before_last},
      {count("days_since_2_plus_days_rest").in("d").says("since a game after two days or more").or_missing(),
       &P::days_since_rest},
      {count("games_in_last_7_days").says("after the day a week before").or_missing(), &P::games_7},
      {count("games_in_last_14_days").says("after the day two weeks before").or_missing(), &P::games_14},
      {count("minutes_in_last_7_days").in("min").says("in these games, cut").or_missing(), &P::minutes_7},
      {count("minutes_in_last_14_days").in("min").says("in these games, cut").or_missing(), &P::minutes_14},
      {real_column("avg_minutes_per_game_last_7").in("min").says("in the games of the week").or_missing(),
       &P::average_minutes_7},
      {count("back_to_backs_last_14_days").says("pairs of games a day apart").or_missing(), &P::back_to_backs_14},
      {real_column("points_avg_last_5").in("points").says("mean of the newest 5").or_missing(), &P::points_5},
      {real_column("points_avg_last_10").in("points").says("mean of the newest 10").or_missing(), &P::points_10},
      {count("l5_games_used").says("games in that mean").or_missing(), &P::games_used_5},
      {count("l10_games_used").says("games in that mean").or_missing(), &P::games_used_10},
      {sample_column("l5_sample_quality"), &P::sample_5},
      {sample_column("l10_sample_quality"), &P::sample_10},
      {count("prop_over_streak").says("newest games in a row above the line").or_missing(), &P::over_streak},
      {count("prop_under_streak").says("newest games in a row below the line").or_missing(), &P::under_streak},
  };
  records.insert(records.end(), of_history.begin(), of_history.end());
}

void add_surroundings(Records<P>& records) {
  const Records<P> of_teams = {
      {category("season_phase", {"early", "mid", "late", "playoffs"}).says("by the month").or_missing(),
       &P::season_phase},
      {count("next_game_days_rest").in("d").says("to the team's next game").or_missing(), &P::next_rest},
      {count("games_in_next_7_days").says("of the team").or_missing(), &P::next_games_7},
      {count("opponent_days_rest").in("d").says("since the opponent's last game").or_missing(), &P::opponent_rest},
      {count("opponent_games_in_next_7_days").says("of the opponent").or_missing(), &P::opponent_next_games_7},
      {count("opponent_next_game_days_rest").in("d").says("to the opponent's next game").or_missing(),
       &P::opponent_next_rest},
      {real_column("pace_differential").says("mean pace of the team's last 10 games less the opponent's").or_missing(),
       &P::pace_differential},
      {real_column("opponent_pace_last_10").says("mean pace of the opponent's last 10 games").or_missing(),
       &P::opponent_pace},
      {real_column("opponent_def_rating_last_10").in("points").says("mean over its last 10 games").or_missing(),
       &P::opponent_rating},
      {real_column("opponent_ft_rate_allowed").says("free throws in 100 possessions against it").or_missing(),
       &P::opponent_ft_rate},
      {real_column("projected_usage_rate").in("%").says("no table has it: always missing").or_missing(),
       &P::projected_usage},
      {real_column("avg_usage_rate_last_7_games").in("%").says("mean over the last week").or_missing(), &P::usage_7},
      {count("star_teammates_out").says("stars of the same team listed as out or doubtful").or_missing(),
       &P::stars_out},
      {count("player_age").in("years").says("on the day").or_missing(), &P::age},
      {category("player_status", {"out", "doubtful", "questionable", "probable", "available", "other"})
           .says("of the newest report that was known")
           .or_missing(),
       &P::status},
  };
  records.insert(records.end(), of_teams.begin(), of_teams.end());
}

void add_quality(Records<P>& records) {
  add_windows(records);
  const Records<P> of_row = {
      {yes_no_column("all_windows_complete").says("whether all five are"), &P::all_complete},
      {count("expected_games_count").says("of the last thirty days, by the schedule").or_missing(), &P::expected},
      {count("actual_games_count").says("of these that are there").or_missing(), &P::actual},
      {real_column("completeness_percentage").in("%").says("the share").or_missing(), &P::completeness},
      {tier_column(), &P::tier},
      {score_column(), &P::score},
      {yes_no_column("missing_game_spread").says("whether no bookmaker has one"), &P::no_spread},
      {yes_no_column("missing_game_total").says("whether no bookmaker has one"), &P::no_total},
      {yes_no_column("thin_sample").says("fewer than three games in thirty days"), &P::thin},
      {yes_no_column("processed_with_issues").says("whether one of these three holds"), &P::with_issues},
      {yes_no_column("season_boundary_detected").says("whether it is October, November or April"), &P::boundary},
      {yes_no_column("backfill_bootstrap_mode").says("whether the season is younger than thirty days"), &P::bootstrap},
      {ready_column(), &P::is_ready},
  };
  records.insert(records.end(), of_row.begin(), of_row.end());
}

}  // namespace

const Records<PlayerContext>& player_context_records() {
  static const Records<P> records = [] {
    Records<P> all = whom_and_lines();
    add_history(all);
    add_surroundings(all);
    add_quality(all);
    return all;
  }();
  return records;
}

}  // namespace ergodic::workloads::entities
