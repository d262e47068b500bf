#include "support/league_season.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace ergodic::test {
namespace {

const char* const schedule_header =
    "game_id,game_date,home_team_abbr,away_team_abbr,game_status,home_score,away_score,tipoff_ts\n";

/// CHI at IND on 20 December 2024, and the games of CHI before.
LeagueSeason chicago() {
  LeagueSeason season;
  season.table("schedule", std::string(schedule_header) +
                               "20241206_ORL_CHI,2024-12-06,CHI,ORL,3,110,101,\n"
                               "20241208_CHI_MIL,2024-12-08,MIL,CHI,3,118,104,\n"
                               "20241213_CHI_DET,2024-12-13,DET,CHI,3,125,120,\n"
                               "20241219_ATL_CHI,2024-12-19,CHI,ATL,3,120,118,\n"
                               "20241220_CHI_IND,2024-12-20,IND,CHI,1,,,2024-12-21T00:30:00Z\n"
                               "20241222_CHI_IND,2024-12-22,IND,CHI,1,,,\n");
  season.table("travel",
               "from_team,to_team,distance_miles\nCHI,IND,164.9\nDET,IND,240.0\nIND,CHI,164.9\nMIL,IND,245.5\n");
  season.table("game_lines",
               "game_id,game_date,market,bookmaker,snapshot_ts,outcome_name,outcome_point\n"
               "20241220_CHI_IND,2024-12-20,spreads,fanduel,2024-12-20T23:00:00Z,Chicago Bulls,3.5\n"
               "20241220_CHI_IND,2024-12-20,spreads,draftkings,2024-12-20T20:00:00Z,Chicago Bulls,4.5\n"
               "20241220_CHI_IND,2024-12-20,spreads,draftkings,2024-12-20T22:00:00Z,Chicago Bulls,5.5\n"
               "20241220_CHI_IND,2024-12-20,spreads,draftkings,2024-12-21T01:00:00Z,Chicago Bulls,9.5\n"
               "20241220_CHI_IND,2024-12-20,totals,fanduel,2024-12-20T20:00:00Z,Over,231.5\n"
               "20241220_CHI_IND,2024-12-20,totals,fanduel,2024-12-20T20:00:00Z,Under,231.5\n");
  season.table("injuries",
               "game_date,player_lookup,report_date,report_hour,team_abbr,injury_status,confidence_score\n"
               "2024-12-20,ann,2024-12-20,11,CHI,questionable,0.95\n"
               "2024-12-20,ann,2024-12-20,17,CHI,out,0.95\n"
               "2024-12-20,ann,2024-12-20,20,CHI,available,0.95\n"
               "2024-12-20,bob,2024-12-20,11,CHI,doubtful,0.8\n"
               "2024-12-20,cid,2024-12-20,11,CHI,out,0.7\n"
               "2024-12-20,dan,2024-12-20,11,IND,questionable,0.9\n");
  return season;
}

constexpr std::size_t chi = 0;
constexpr std::size_t ind = 1;

class TeamContexts : public testing::Test {
 protected:
  void compute(const std::string& keys = "", const std::string& date = "2024-12-20") {
    run = season.run("processors: [utgc]\ndates: {from: " + date + ", to: " + date + "}\n" + keys);
    on = date;
  }
  double value(std::size_t team, const std::string& column) const { return run->value("utgc", on, team, column); }
  bool is_none(std::size_t team, const std::string& column) const { return std::isnan(value(team, column)); }

  LeagueSeason season = chicago();
  std::unique_ptr<LeagueRun> run;
  std::string on;
};

TEST_F(TeamContexts, KnowRestAndFormOfTheTeam) {
  compute();
  EXPECT_EQ(value(chi, "team_days_rest"), 0);
  EXPECT_EQ(value(chi, "team_back_to_back"), 1);
  EXPECT_EQ(value(chi, "games_in_last_7_days"), 1);
  EXPECT_EQ(value(chi, "games_in_last_14_days"), 3);
  EXPECT_EQ(value(chi, "team_win_streak_entering"), 1);
  EXPECT_EQ(value(chi, "team_loss_streak_entering"), 0);
  EXPECT_EQ(value(chi, "last_game_margin"), 2);
  EXPECT_EQ(value(chi, "last_game_result"), 1);
  EXPECT_EQ(value(chi, "game_number_in_season"), 5);
  EXPECT_EQ(value(chi, "travel_miles"), 164.9);
  EXPECT_EQ(value(ind, "travel_miles"), 0);
}

TEST_F(TeamContexts, OfATeamWithoutGamesAreEmpty) {
  compute();
  EXPECT_TRUE(is_none(ind, "team_days_rest"));
  EXPECT_EQ(value(ind, "team_back_to_back"), 0);
  EXPECT_EQ(value(ind, "games_in_last_14_days"), 0);
  EXPECT_EQ(value(ind, "game_number_in_season"), 1);
  EXPECT_TRUE(is_none(ind, "last_game_margin"));
  EXPECT_EQ(value(ind, "is_production_ready"), 0);  // nothing was expected, and nothing is ready
  EXPECT_EQ(value(ind, "l7d_is_complete"), 1);
}

TEST_F(TeamContexts, CountLossesInARow) {
  compute("", "2024-12-19");
  // CHI after 104-118 and 120-125, at home after a game in Detroit; ATL is first by code.
  EXPECT_EQ(value(1, "team_loss_streak_entering"), 2);
  EXPECT_EQ(value(1, "last_game_margin"), -5);
  EXPECT_EQ(value(1, "team_days_rest"), 5);
  EXPECT_EQ(value(1, "games_in_last_7_days"), 1);  // the 13th is after the 12th
  EXPECT_EQ(value(1, "games_in_last_14_days"), 3);
}

TEST_F(TeamContexts, TakeTheNewestLinesOfTheFirstBookmakerKnownByTheTipOff) {
  compute();
  EXPECT_EQ(value(chi, "game_spread"), 5.5);
  EXPECT_EQ(value(chi, "game_spread_source"), 0);
  EXPECT_EQ(value(chi, "game_total"), 231.5);
  EXPECT_EQ(value(chi, "game_total_source"), 1);
  EXPECT_TRUE(is_none(ind, "game_spread"));
  compute("known_until: none\n");
  EXPECT_EQ(value(chi, "game_spread"), 9.5);  // of a game that was on
  compute("known_until: \"16:00\"\n");        // 21:00 UTC
  EXPECT_EQ(value(chi, "game_spread"), 4.5);
  compute("known_until: \"10:00\"\n");
  EXPECT_TRUE(is_none(chi, "game_spread"));
}

TEST_F(TeamContexts, CountTheNewestSureReportsKnownByTheTipOff) {
  compute();  // 19:30 by the league's clock
  EXPECT_EQ(value(chi, "starters_out_count"), 1);
  EXPECT_EQ(value(chi, "questionable_players_count"), 1);
  EXPECT_EQ(value(ind, "questionable_players_count"), 1);
  compute("known_until: none\n");
  EXPECT_EQ(value(chi, "starters_out_count"), 0);
  compute("known_until: \"12:00\"\n");
  EXPECT_EQ(value(chi, "starters_out_count"), 0);
  EXPECT_EQ(value(chi, "questionable_players_count"), 2);
}

TEST_F(TeamContexts, OfDec2025CountHomeGamesAloneForCompleteness) {
  compute("rules: dec2025\n");
  EXPECT_EQ(value(chi, "l14d_expected_games"), 2);  // the 6th and the 19th
  EXPECT_EQ(value(chi, "game_number_in_season"), 5);
  compute();
  EXPECT_EQ(value(chi, "l14d_expected_games"), 3);  // from the 7th on
  EXPECT_EQ(value(chi, "l7d_expected_games"), 1);
}

TEST_F(TeamContexts, FailWithTheGameOfATeamThatNobodyKnows) {
  std::string games = season.text("schedule");
  games.replace(games.find("20241220_CHI_IND,2024-12-20,IND"), 31, "20241220_CHI_IND,2024-12-20,XXX");
  season.table("schedule", games);
  compute();
  EXPECT_EQ(run->failure("utgc", on, 0), "unknown_team");
  EXPECT_EQ(run->rows("utgc", on).count(), 1U);
}

}  // namespace
}  // namespace ergodic::test
