// Of a player's game that two feeds tell of, a processor of games to come sees the one that had come by the tip-off.
#include "support/league_season.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>

namespace ergodic::test {
namespace {

/// A day after CHI at IND, where the first feed, with 18 points, came at `first`, and the second, with 17, at `second`.
std::unique_ptr<LeagueRun> day_after(const std::string& first, const std::string& second) {
  LeagueSeason season;
  season.table("schedule",
               "game_id,game_date,home_team_abbr,away_team_abbr,game_status,home_score,away_score,tipoff_ts\n"
               "20241024_CHI_IND,2024-10-24,IND,CHI,3,120,118,2024-10-24T23:00:00Z\n"
               "20241025_IND_MIA,2024-10-25,MIA,IND,1,,,2024-10-25T23:00:00Z\n");
  season.table("roster", "roster_date,team_abbr,player_lookup,birth_date\n2024-10-25,IND,ann,\n");
  season.table("registry", "player_lookup,universal_player_id\nann,ann_1\n");
  season.table("team_box",
               "game_id,game_date,team_abbr,is_home,minutes,points,fgm,fga,tpm,tpa,ftm,fta,oreb,dreb,reb,ast,stl,blk,"
               "tov,pf,plus_minus\n"
               "20241024_CHI_IND,2024-10-24,IND,1,240:00,120,45,88,10,30,20,22,10,30,40,25,8,5,14,20,2\n"
               "20241024_CHI_IND,2024-10-24,CHI,0,240:00,118,44,90,12,35,18,24,11,31,42,26,7,4,12,19,-2\n");
  season.table(
      "player_box",
      "game_id,game_date,player_lookup,team_abbr,player_status,source,minutes,points,fgm,fga,tpm,tpa,ftm,fta,oreb,"
      "dreb,reb,ast,stl,blk,tov,pf,plus_minus,processed_at\n"
      "20241024_CHI_IND,2024-10-24,ann,IND,active,primary,31:24,18,4,8,1,2,9,11,1,4,5,3,1,0,2,3,7," +
          first +
          "\n"
          "20241024_CHI_IND,2024-10-24,ann,IND,active,backup,31:00,17,4,8,1,2,8,11,1,4,5,3,1,0,2,3,," +
          second + "\n");
  return season.run("processors: [upgc]\ndates: {from: 2024-10-25, to: 2024-10-25}");
}

constexpr const char* in_time = "2024-10-25T05:00:00Z";
constexpr const char* too_late = "2024-10-26T05:00:00Z";

double points(const LeagueRun& run) { return run.value("upgc", "2024-10-25", 0, "points_avg_last_5"); }

TEST(GamesOfTwoFeeds, AreTakenFromTheFirstThatHadCome) {
  EXPECT_EQ(points(*day_after(in_time, in_time)), 18);
  EXPECT_EQ(points(*day_after(too_late, in_time)), 17);
  EXPECT_EQ(points(*day_after(in_time, too_late)), 18);
  EXPECT_TRUE(std::isnan(points(*day_after(too_late, too_late))));
}

TEST(GamesOfTwoFeeds, CountForCompletenessWhereEitherHadCome) {
  const auto actual = [](const LeagueRun& run) { return run.value("upgc", "2024-10-25", 0, "actual_games_count"); };
  EXPECT_EQ(actual(*day_after(too_late, in_time)), 1);
  EXPECT_EQ(actual(*day_after(too_late, too_late)), 0);
}

}  // namespace
}  // namespace ergodic::test
