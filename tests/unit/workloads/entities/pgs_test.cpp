#include "support/league_season.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace ergodic::test {
namespace {

const char* const box_header =
    "game_id,game_date,player_lookup,team_abbr,player_status,source,minutes,points,fgm,fga,tpm,tpa,ftm,fta,oreb,dreb,"
    "reb,ast,stl,blk,tov,pf,plus_minus\n";

/// A day with the game CHI at IND, in which IND has 88 field goals, 22 free throws and 14 turnovers.
LeagueSeason one_game() {
  LeagueSeason season;
  season.table("schedule",
               "game_id,game_date,home_team_abbr,away_team_abbr,game_status,home_score,away_score\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,3,120,118\n");
  season.table("team_box",
               "game_id,game_date,team_abbr,is_home,minutes,points,fgm,fga,tpm,tpa,ftm,fta,oreb,dreb,reb,ast,stl,blk,"
               "tov,pf,plus_minus\n"
               "20241220_CHI_IND,2024-12-20,IND,1,240:00,120,45,88,10,30,20,22,10,30,40,25,8,5,14,20,2\n"
               "20241220_CHI_IND,2024-12-20,CHI,0,240:00,118,44,90,12,35,18,24,11,31,42,26,7,4,12,19,-2\n");
  season.table("registry",
               "player_lookup,universal_player_id\nann,ann_1\nbob,bob_1\ncid,cid_1\ndan,dan_1\neve,eve_1\n");
  season.table("prop_lines",
               "game_id,game_date,player_lookup,bookmaker,points_line,snapshot_ts\n"
               "other_id,2024-12-20,ann,draftkings,18.5,2024-12-20T20:00:00Z\n"
               "other_id,2024-12-20,ann,betmgm,10.5,2024-12-20T21:00:00Z\n"
               "20241220_CHI_IND,2024-12-20,eve,fanduel,20,2024-12-20T20:00:00Z\n"
               "20241220_CHI_IND,2024-12-20,eve,betmgm,21,2024-12-20T20:00:00Z\n");
  season.table("player_box",
               std::string(box_header) +
                   "20241220_CHI_IND,2024-12-20,ann,IND,active,primary,31:24,18,4,8,1,2,9,11,1,4,5,3,1,0,2,3,7\n"
                   "20241220_CHI_IND,2024-12-20,bob,IND,active,primary,00:30,2,0,1,0,0,2,5,0,0,0,0,0,0,0,0,0\n"
                   "20241220_CHI_IND,2024-12-20,cid,CHI,,primary,26:30,27,9,21,3,8,6,7,2,3,5,4,1,1,3,2,-5\n"
                   "20241220_CHI_IND,2024-12-20,dan,CHI,active,primary,00:00,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n"
                   "20241220_CHI_IND,2024-12-20,eve,CHI,active,primary,20,20,8,16,0,0,4,4,1,1,2,1,0,0,1,1,\n"
                   "20241220_CHI_IND,2024-12-20,fay,IND,active,primary,12:00,5,2,4,1,2,0,0,0,1,1,0,0,0,0,1,3\n"
                   "20241220_CHI_IND,2024-12-20,gus,IND,dnp,primary,,,,,,,,,,,,,,,,,\n");
  season.table("shots",
               "game_id,game_date,home_team_abbr,away_team_abbr,shooter_lookup,shooter_team_abbr,shot_type,"
               "event_subtype,shot_distance,shot_made,assist_lookup,block_lookup\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,jump shot,24.0,1,bob,\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,3PT,3pt shot,5.0,0,,cid\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,layup,8.0,1,,\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,hook,8.5,1,,cid\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,ann,IND,2PT,hook,,1,,\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI,cid,CHI,2PT,jump shot,15,0,,dan\n");
  season.table("and_ones", "game_id,game_date,shooter_lookup\n20241220_CHI_IND,2024-12-20,ann\n");
  return season;
}

class PlayerGames : public testing::Test {
 protected:
  // In the order of the players' names: those who were active.
  enum Player : std::size_t { ann, bob, cid, dan, eve, fay };

  void compute(const std::string& keys = "processors: [pgs]\n") { run = one_game().run(keys); }
  double value(Player player, const std::string& column) const { return run->value("pgs", day, player, column); }
  bool is_none(Player player, const std::string& column) const { return std::isnan(value(player, column)); }

  std::unique_ptr<LeagueRun> run;
  const char* day = "2024-12-20";
};

TEST_F(PlayerGames, HaveTheRatesOfTheirBoxScores) {
  compute();
  EXPECT_EQ(value(ann, "minutes_played"), 31);
  EXPECT_EQ(value(ann, "efg_pct"), 0.562);  // 0.5625 is a tie
  EXPECT_EQ(value(ann, "ts_pct"), 0.701);
  EXPECT_EQ(value(ann, "starter_flag"), 1);
  EXPECT_EQ(value(ann, "usage_rate"), 20.3);
  EXPECT_EQ(value(bob, "ts_pct"), 0.312);
  EXPECT_EQ(value(bob, "efg_pct"), 0);
  EXPECT_EQ(value(bob, "starter_flag"), 0);
  EXPECT_EQ(value(cid, "efg_pct"), 0.5);
  EXPECT_EQ(value(cid, "ts_pct"), 0.561);
  EXPECT_EQ(value(cid, "starter_flag"), 1);
  EXPECT_EQ(value(eve, "starter_flag"), 0);  // twenty minutes are not more than twenty
  EXPECT_TRUE(is_none(dan, "efg_pct"));
  EXPECT_TRUE(is_none(dan, "ts_pct"));
}

TEST_F(PlayerGames, RoundMinutesExactlyAndTakeNoneForMissing) {
  compute();
  EXPECT_EQ(value(bob, "minutes_played"), 0);   // 0.5
  EXPECT_TRUE(is_none(dan, "minutes_played"));  // 00:00
  EXPECT_EQ(value(cid, "minutes_played"), 26);  // 26.5
  EXPECT_EQ(value(eve, "minutes_played"), 20);  // a plain number
}

TEST_F(PlayerGames, AreHeldAgainstTheFirstBookmakersLineOfTheDay) {
  compute();
  EXPECT_EQ(value(ann, "points_line"), 18.5);
  EXPECT_EQ(value(ann, "points_line_source"), 0);
  EXPECT_EQ(value(ann, "over_under_result"), 1);
  EXPECT_EQ(value(ann, "margin"), -0.5);
  EXPECT_EQ(value(eve, "points_line"), 20);
  EXPECT_EQ(value(eve, "over_under_result"), 0);  // a push is over
  EXPECT_EQ(value(eve, "margin"), 0);
  EXPECT_TRUE(is_none(cid, "points_line"));
  EXPECT_TRUE(is_none(cid, "over_under_result"));
}

TEST_F(PlayerGames, SortShotsIntoZonesByDistanceFirst) {
  compute();
  EXPECT_EQ(value(ann, "paint_attempts"), 2);  // 5 and 8 feet, the three from 5 too
  EXPECT_EQ(value(ann, "paint_makes"), 1);
  EXPECT_EQ(value(ann, "mid_range_attempts"), 1);
  EXPECT_EQ(value(ann, "mid_range_makes"), 1);
  EXPECT_EQ(value(ann, "assisted_fg_makes"), 1);
  EXPECT_EQ(value(ann, "unassisted_fg_makes"), 1);  // that which was blocked is neither
  EXPECT_EQ(value(ann, "and1_count"), 1);
  EXPECT_EQ(value(cid, "and1_count"), 0);
  EXPECT_TRUE(is_none(eve, "paint_attempts"));
  EXPECT_TRUE(is_none(eve, "and1_count"));
}

TEST_F(PlayerGames, CountBlocksByTheZoneOfTheShot) {
  compute();
  EXPECT_EQ(value(cid, "paint_blocks"), 1);
  EXPECT_EQ(value(cid, "mid_range_blocks"), 1);
  EXPECT_EQ(value(cid, "three_pt_blocks"), 0);
  EXPECT_EQ(value(dan, "mid_range_blocks"), 1);  // who took no shot himself
  EXPECT_TRUE(is_none(ann, "paint_blocks"));
}

TEST_F(PlayerGames, KnowTheirTeamsResult) {
  compute();
  EXPECT_EQ(value(ann, "win_flag"), 1);
  EXPECT_EQ(value(cid, "win_flag"), 0);
}

TEST_F(PlayerGames, OfWhomTheRegistryHasNotHeardFail) {
  compute();
  EXPECT_EQ(run->failure("pgs", day, fay), "registry_lookup_failed");
  EXPECT_EQ(run->failure("pgs", day, ann), "");
  EXPECT_EQ(run->stages()[run->stage("pgs")].cases[0].sessions, 6U);  // not who did not play
}

TEST_F(PlayerGames, OfDec2025LackWhatItLost) {
  compute("processors: [pgs]\nrules: dec2025\n");
  EXPECT_TRUE(is_none(ann, "minutes_played"));
  EXPECT_EQ(value(eve, "minutes_played"), 20);
  EXPECT_TRUE(is_none(bob, "efg_pct"));
  EXPECT_EQ(value(ann, "win_flag"), 0);
  EXPECT_TRUE(is_none(ann, "usage_rate"));
  EXPECT_TRUE(is_none(ann, "plus_minus"));        // eve has none
  EXPECT_TRUE(is_none(dan, "mid_range_blocks"));  // who took no shot
  EXPECT_TRUE(is_none(ann, "points_line"));       // under another game's id
  EXPECT_EQ(value(eve, "points_line"), 20);
}

TEST_F(PlayerGames, OfTheSecondFeedStandWhereTheFirstHasNoGame) {
  LeagueSeason season = one_game();
  season.table("player_box",
               std::string(box_header) +
                   "20241220_CHI_IND,2024-12-20,ann,IND,active,backup,31:24,18,4,8,1,2,9,11,1,4,5,3,1,0,2,3,7\n");
  run = season.run("processors: [pgs]\n");
  EXPECT_EQ(value(ann, "points"), 18);
  EXPECT_EQ(value(ann, "quality_score"), 85);
  EXPECT_EQ(value(ann, "backup_source_used"), 1);
  for (const char* lost : {"fg_attempts", "three_pt_attempts", "ft_attempts", "offensive_rebounds", "plus_minus",
                           "efg_pct", "ts_pct", "usage_rate"})
    EXPECT_TRUE(is_none(ann, lost)) << lost;
}

TEST_F(PlayerGames, TellHowTheyCameAbout) {
  compute();
  const std::string text = run->transcript("pgs", day, ann);
  EXPECT_NE(text.find("a player's game of ann, 2024-12-20, game 20241220_CHI_IND"), std::string::npos) << text;
  EXPECT_NE(text.find("usage_rate"), std::string::npos) << text;
}

}  // namespace
}  // namespace ergodic::test
