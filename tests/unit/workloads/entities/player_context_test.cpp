#include "support/league_season.hpp"

#include "workloads/entities/player_context/recent_games.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr Date today = 20'000;

struct Played {
  int days_ago;
  double minutes;
  int points;
};

RecentGames games(const std::vector<Played>& played) {
  RecentGames games;
  for (const Played& one : played)
    games.push_back({today - one.days_ago, 0, one.minutes, one.points, missing_whole, false, true});
  return games;
}

PlayerContext context(const RecentGames& recent, double line, RuleSet rules = RuleSet::corrected) {
  PlayerContext row;
  fill_recent(Settings{.rules = rules}, today, recent, line, row);
  return row;
}

const RecentGames example =
    games({{1, 34.5, 21}, {3, 28.25, 30}, {6, 31, 25}, {7, 36.75, 18}, {8, 22, 22}, {14, 18, 0}});

TEST(RecentGames, GiveRestLoadAndForm) {
  const PlayerContext row = context(example, 20.5);
  EXPECT_EQ(row.days_rest, 1);
  EXPECT_EQ(row.back_to_back, 1);
  EXPECT_EQ(row.days_rest_before_last, 2);
  EXPECT_EQ(row.days_since_rest, 1);
  EXPECT_EQ(row.games_7, 3);
  EXPECT_EQ(row.games_14, 5);
  EXPECT_EQ(row.minutes_7, 93);
  EXPECT_EQ(row.minutes_14, 152);
  EXPECT_EQ(row.average_minutes_7, 31.2);  // 31.25
  EXPECT_EQ(row.back_to_backs_14, 2);
  EXPECT_EQ(row.points_5, 23.2);
  EXPECT_EQ(row.points_10, 19.3);
  EXPECT_EQ(row.over_streak, 3);
  EXPECT_EQ(row.under_streak, 0);
  EXPECT_EQ(row.games_used_5, 5);
  EXPECT_EQ(row.games_used_10, 6);
  EXPECT_EQ(row.sample_5, 0);   // excellent
  EXPECT_EQ(row.sample_10, 2);  // limited
}

TEST(RecentGames, OfDec2025ReachADayFurther) {
  const PlayerContext row = context(example, 20.5, RuleSet::dec2025);
  EXPECT_EQ(row.games_7, 4);
  EXPECT_EQ(row.games_14, 6);
  EXPECT_EQ(row.minutes_7, 130);
  EXPECT_EQ(row.minutes_14, 170);
  EXPECT_EQ(row.average_minutes_7, 32.6);
  EXPECT_EQ(row.back_to_back, 0);
}

TEST(RecentGames, MayBeNone) {
  const PlayerContext row = context({}, 20.5);
  EXPECT_EQ(row.days_rest, PlayerContext::no);
  EXPECT_EQ(row.back_to_back, 0);
  EXPECT_EQ(row.games_7, 0);
  EXPECT_TRUE(std::isnan(row.average_minutes_7));
  EXPECT_TRUE(std::isnan(row.points_5));
  EXPECT_EQ(row.sample_5, 3);  // insufficient
}

TEST(RecentGames, WithoutAPointAreAnAverageOfNoughtAndByDec2025OfNothing) {
  const RecentGames scoreless = games({{2, 10, 0}, {4, 12, 0}});
  EXPECT_EQ(context(scoreless, 1).points_5, 0);
  EXPECT_TRUE(std::isnan(context(scoreless, 1, RuleSet::dec2025).points_5));
}

TEST(RecentGames, MakeStreaksThatPassOverTheLineItself) {
  const double line = 20;
  EXPECT_EQ(streaks(games({{1, 30, 20}, {2, 30, 25}, {3, 30, 21}, {4, 30, 19}, {5, 30, 30}}), line).over, 2);
  EXPECT_EQ(streaks(games({{1, 30, 12}, {2, 30, 20}, {3, 30, 11}, {4, 30, 22}}), line).under, 2);
  RecentGames with_gap = games({{1, 30, 25}, {2, 30, 0}, {3, 30, 25}});
  with_gap[1].points = missing_whole;
  EXPECT_EQ(streaks(with_gap, line).over, 1);
  EXPECT_EQ(streaks(games({{1, 30, 25}}), missing_value<double>()).over, 0);
}

TEST(RecentGames, FillASampleByTheirShareOfIt) {
  const std::uint8_t of_five[] = {3, 3, 2, 1, 1, 0, 0};
  for (std::size_t n = 0; n < 7; ++n)
    EXPECT_EQ(sample_quality(n, 5), of_five[n]) << n;
  const std::uint8_t of_ten[] = {3, 3, 3, 3, 3, 2, 2, 1, 1, 1, 0};
  for (std::size_t n = 0; n < 11; ++n)
    EXPECT_EQ(sample_quality(n, 10), of_ten[n]) << n;
  EXPECT_EQ(sample_quality(13, 20), 2);
  EXPECT_EQ(sample_quality(14, 20), 1);
}

}  // namespace
}  // namespace ergodic::workloads::entities
