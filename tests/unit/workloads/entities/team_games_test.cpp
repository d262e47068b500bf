#include "support/league_season.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace ergodic::test {
namespace {

const char* const game_day = "2024-12-20";

/// Games of a game_day as their box scores have them, points, fga, fta, oreb and tov apart from what does not matter.
struct Box {
  int points, fga, fta, oreb, tov;
  const char* minutes = "240:00";
  int plus_minus = 0;
};

std::string box_line(const std::string& game, const char* team, int is_home, const Box& box) {
  return game + ",2024-12-20," + team + "," + std::to_string(is_home) + "," + box.minutes + "," +
         std::to_string(box.points) + ",40," + std::to_string(box.fga) + ",10,30,20," + std::to_string(box.fta) + "," +
         std::to_string(box.oreb) + ",30,40,25,8,5," + std::to_string(box.tov) + ",20," +
         std::to_string(box.plus_minus) + "\n";
}

/// CHI at IND, IND's box score first.
LeagueSeason game_of(const Box& home, const Box& away) {
  LeagueSeason season;
  season.table("schedule",
               "game_id,game_date,home_team_abbr,away_team_abbr,game_status,home_score,away_score\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,3,120,118\n");
  season.table("team_box",
               "game_id,game_date,team_abbr,is_home,minutes,points,fgm,fga,tpm,tpa,ftm,fta,oreb,dreb,reb,ast,stl,blk,"
               "tov,pf,plus_minus\n" +
                   box_line("20241220_CHI_IND", "IND", 1, home) + box_line("20241220_CHI_IND", "CHI", 0, away));
  return season;
}

const char* const shots =
    "game_id,game_date,home_team_abbr,away_team_abbr,shooter_lookup,shooter_team_abbr,shot_type,event_subtype,"
    "shot_distance,shot_made,assist_lookup,block_lookup\n"
    "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,jump shot,24.0,1,,\n"
    "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,3PT,3pt shot,5.0,1,,cid\n"
    "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,layup,,1,,cid\n"
    "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,layup,8.0,0,,cid\n"
    "20241220_CHI_IND,2024-12-20,IND,CHI,bob,IND,2PT,layup,2.0,1,,\n"
    "20241220_CHI_IND,2024-12-20,IND,CHI,bob,IND,2PT,layup,3.0,,,\n";

// Teams stand in the order of their codes: CHI, IND.
constexpr std::size_t away_side = 0;
constexpr std::size_t home_side = 1;

struct TeamExample {
  Box box;
  double possessions, rating, pace, ts;
  int overtimes;
};

TEST(TeamOffence, HasThePossessionsAndRatesOfItsBoxScore) {
  const TeamExample examples[] = {
      {{117, 88, 25, 11, 13, "240:00"}, 101, 115.84, 101.0, 0.591, 0},
      {{131, 101, 27, 9, 15, "275:00"}, 118, 110.18, 103.8, 0.58, 1},
      // 80 + 0.44 * 20 + 10 - 10 = 88.8; 100 * 100 / 88.8 = 112.6126; 100 / (2 * 88.8) = 0.56306
      {{100, 80, 20, 10, 10, "240:00"}, 88, 112.61, 88.8, 0.563, 0},
      // 90 + 11 + 14 - 12 = 103; 9600 / 103 = 93.2039; 103 * 48 / 53 = 93.283; 96 / 202 = 0.475248
      {{96, 90, 25, 12, 14, "265:00"}, 103, 93.2, 93.3, 0.475, 1},
      // two overtimes: 110 + 13.2 + 16 - 14 = 125.2; 14000 / 125.2 = 111.8211; 125.2 * 48 / 58 = 103.6138
      {{140, 110, 30, 14, 16, "290:00"}, 125, 111.82, 103.6, 0.568, 2},
      // no minutes: as regular ones
      {{117, 88, 25, 11, 13, ""}, 101, 115.84, 101.0, 0.591, 0},
  };
  for (const TeamExample& example : examples) {
    const auto run = game_of(example.box, {90, 80, 20, 10, 10}).run("processors: [togs]\n");
    const auto value = [&](const char* column) { return run->value("togs", game_day, home_side, column); };
    EXPECT_EQ(value("possessions"), example.possessions);
    EXPECT_EQ(value("offensive_rating"), example.rating);
    EXPECT_EQ(value("pace"), example.pace);
    EXPECT_EQ(value("ts_pct"), example.ts);
    EXPECT_EQ(value("overtime_periods"), example.overtimes);
    EXPECT_EQ(value("win_flag"), 1);
    EXPECT_EQ(value("margin_of_victory"), example.box.points - 90);
    EXPECT_EQ(run->value("togs", game_day, away_side, "win_flag"), 0);
    EXPECT_EQ(value("points_calculation_mismatch"), example.box.points == 110 ? 0 : 1);  // 2 * 30 + 3 * 10 + 20
  }
}

TEST(TeamOffence, TakesZonesOfTwoPointersOfKnownDistanceAlone) {
  const auto run =
      game_of({117, 88, 25, 11, 13}, {90, 80, 20, 10, 10}).table("shots", shots).run("processors: [togs]\n");
  const auto value = [&](std::size_t team, const char* column) { return run->value("togs", game_day, team, column); };
  EXPECT_EQ(value(home_side, "team_mid_range_attempts"), 1);  // a two-pointer from 24 feet
  EXPECT_EQ(value(home_side, "team_mid_range_makes"), 1);
  EXPECT_EQ(value(home_side, "team_paint_attempts"), 3);  // 8, 2 and 3 feet; the three-pointer from 5 is none
  EXPECT_EQ(value(home_side, "team_paint_makes"), 1);
  EXPECT_EQ(value(home_side, "points_in_paint_scored"), 2);
  EXPECT_EQ(value(home_side, "shot_zones_unavailable"), 0);
  EXPECT_TRUE(std::isnan(value(away_side, "team_paint_attempts")));
  EXPECT_EQ(value(away_side, "shot_zones_unavailable"), 1);
}

TEST(TeamOffence, NamesTheCellThatItLacks) {
  LeagueSeason season = game_of({117, 88, 25, 11, 13}, {90, 80, 20, 10, 10});
  std::string box = season.text("team_box");
  box.replace(box.find(",88,"), 4, ",,");  // IND's fga
  const auto run = season.table("team_box", box).run("processors: [togs, tdgs]\n");
  EXPECT_EQ(run->failure("togs", game_day, home_side), "processing_error");
  EXPECT_EQ(run->failure("togs", game_day, away_side), "");
  EXPECT_EQ(run->failure("tdgs", game_day, away_side), "processing_error");  // who defended against IND
  EXPECT_EQ(run->failure("tdgs", game_day, home_side), "");
  const auto numbers = run->failure_numbers("togs", game_day, home_side);
  EXPECT_EQ(numbers[0], workloads::entities::cell_label("team_box", "fga"));
  EXPECT_EQ(numbers[1], 1);  // the second row by key
}

TEST(TeamOffence, IsSummedOverFivePlayersOfBothTeamsWhereThereIsNoBoxScore) {
  LeagueSeason season = game_of({117, 88, 25, 11, 13}, {90, 80, 20, 10, 10});
  std::string box = season.text("team_box");
  season.table("team_box", box.substr(0, box.find('\n') + 1) +
                               "20241219_CHI_IND,2024-12-19,IND,1,240:00,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n");
  std::string players =
      "game_id,game_date,player_lookup,team_abbr,player_status,source,minutes,points,fgm,fga,tpm,tpa,ftm,fta,oreb,dreb,"
      "reb,ast,stl,blk,tov,pf,plus_minus\n";
  for (const char* team : {"IND", "CHI"}) {
    for (int i = 0; i < 5; ++i)
      players += std::string("20241220_CHI_IND,2024-12-20,p") + team[0] + std::to_string(i) + "," + team +
                 ",active,primary,48:00,20,8,16,2,5,2,4,2,6,8,4,1,1,2,3,0\n";
  }
  season.table("player_box", players);
  const auto run = season.run("processors: [togs, tdgs]\n");
  EXPECT_EQ(run->value("togs", game_day, home_side, "points_scored"), 100);
  EXPECT_EQ(run->value("togs", game_day, home_side, "quality_score"), 85);
  EXPECT_EQ(run->value("togs", game_day, home_side, "home_game"), 1);
  EXPECT_EQ(run->value("togs", game_day, away_side, "home_game"), 0);
  EXPECT_EQ(run->value("tdgs", game_day, home_side, "steals"), 5);
  EXPECT_EQ(run->value("tdgs", game_day, home_side, "defensive_rebounds"), 30);
  EXPECT_TRUE(std::isnan(run->value("tdgs", game_day, home_side, "win_flag")));  // equal
  // Four players of one side are too few.
  players.erase(players.rfind("20241220"));
  const auto short_run = season.table("player_box", players).run("processors: [togs]\n");
  EXPECT_EQ(short_run->failure("togs", game_day, home_side), "missing_dependency");
}

TEST(TeamDefence, HasTheRatesOfTheOpponentRoundedInWholeNumbers) {
  struct Example {
    Box opponent;
    const char* own_minutes;
    double rating, ts, pace, pace_of_2025;
  };
  const Example examples[] = {
      {{111, 85, 25, 12, 12}, "240:00", 115.63, 0.578, 96.0, 96.0},  // 115.625
      {{111, 85, 25, 12, 12}, "265:00", 115.63, 0.578, 86.9, 96.0},
      {{123, 92, 25, 9, 2}, "240:00", 128.13, 0.597, 96.0, 96.0},  // 128.125
      // 80 + 8.8 - 10 + 10 = 88.8: 10000 / 88.8 = 112.6126
      {{100, 80, 20, 10, 10}, "240:00", 112.61, 0.563, 88.8, 88.8},
      // 70 + 13.2 - 5 + 12 = 90.2: 99 / 90.2 = 1.0975609; 99 / 166.4 = 0.594951; 90.2 * 48 / 58 = 74.648
      {{99, 70, 30, 5, 12}, "290:00", 109.76, 0.595, 74.6, 90.2},
  };
  for (const Example& example : examples) {
    LeagueSeason season = game_of({90, 80, 20, 10, 10, example.own_minutes, -21}, example.opponent);
    const auto run = season.run("processors: [tdgs]\n");
    EXPECT_EQ(run->value("tdgs", game_day, home_side, "defensive_rating"), example.rating);
    EXPECT_EQ(run->value("tdgs", game_day, home_side, "opponent_ts_pct"), example.ts);
    EXPECT_EQ(run->value("tdgs", game_day, home_side, "opponent_pace"), example.pace);
    EXPECT_EQ(run->value("tdgs", game_day, home_side, "win_flag"), 0);
    EXPECT_EQ(run->value("tdgs", game_day, home_side, "margin_of_victory"), -21);
    EXPECT_EQ(run->value("tdgs", game_day, home_side, "three_pt_points_allowed"), 30);
    const auto of_2025 = season.run("processors: [tdgs]\nrules: dec2025\n");
    EXPECT_EQ(of_2025->value("tdgs", game_day, home_side, "opponent_pace"), example.pace_of_2025);
    EXPECT_EQ(of_2025->value("tdgs", game_day, home_side, "overtime_periods"), 0);
  }
}

TEST(TeamDefence, TakesZonesOfTheOpponentByTypeFirst) {
  const auto run =
      game_of({117, 88, 25, 11, 13}, {90, 80, 20, 10, 10}).table("shots", shots).run("processors: [tdgs]\n");
  const auto value = [&](std::size_t team, const char* column) { return run->value("tdgs", game_day, team, column); };
  EXPECT_EQ(value(away_side, "opp_paint_attempts"), 3);
  EXPECT_EQ(value(away_side, "opp_paint_makes"), 1);         // an unknown outcome is no make
  EXPECT_EQ(value(away_side, "opp_mid_range_attempts"), 2);  // from 24 feet, and from where is not known
  EXPECT_EQ(value(away_side, "opp_mid_range_makes"), 2);
  EXPECT_EQ(value(away_side, "points_in_paint_allowed"), 2);
  EXPECT_EQ(value(away_side, "mid_range_points_allowed"), 4);
  EXPECT_EQ(value(away_side, "blocks_paint"), 1);
  EXPECT_EQ(value(away_side, "blocks_mid_range"), 0);  // of that one the distance is not known
  EXPECT_EQ(value(away_side, "blocks_three_pt"), 1);
  EXPECT_TRUE(std::isnan(value(home_side, "opp_paint_attempts")));
  EXPECT_EQ(value(home_side, "blocks_paint"), 0);  // the game has shots
}

}  // namespace
}  // namespace ergodic::test
