#include "workloads/players/play/team_game.hpp"
#include "unit/workloads/players/regions.hpp"
#include "workloads/players/exact/team_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace ergodic::workloads::players {
namespace {

using test::streams_of;

/// Shares of possessions: turnovers, trips to the line, threes, the rest twos; then what is made of twos and threes.
TeamRates team(double turnover, double trip, double three, double two_made, double three_made) {
  return {.turnover = turnover,
          .free_throw_trip = trip / (1 - turnover),
          .three_point = three / (1 - turnover - trip),
          .two_made = two_made,
          .three_made = three_made,
          .free_throw_made = .78,
          .offensive_rebound = 0,
          .assist = .6,
          .steal = .5,
          .block = .1};
}
const TeamRates one = team(.13, .11, .35, .54, .36);
const TeamRates other = team(.14, .11, .35, .52, .35);
constexpr GameSetting pace_of_96{96, 0, 0};

// Known to 30 digits.
TEST(TeamLaw, HasTiesOvertimesAndWhoWins) {
  const TeamLaw equal = team_law(pace_of_96, {one, one});
  EXPECT_NEAR(equal.mean_points_in_time[0], 95.2704, 1e-10);
  EXPECT_NEAR(equal.deviation_in_time[1], 11.3427625841, 1e-9);
  EXPECT_NEAR(equal.tie, .0248473913872, 1e-12);
  EXPECT_NEAR(equal.tie_after_overtime, .07647066055, 1e-11);
  EXPECT_NEAR(equal.overtimes, .0269048208063, 1e-12);
  EXPECT_NEAR(equal.mean_points[0], 95.5374034417, 1e-9);
  EXPECT_NEAR(equal.home_wins, .5, 1e-12);
  EXPECT_NEAR(team_law(pace_of_96, {one, other}).home_wins, .589308104132, 1e-11);
}

TEST(TeamGame, HasTheKnownLaw) {
  constexpr int games = 60'000;
  const TeamLaw law = team_law(pace_of_96, {one, other});
  const Streams streams = streams_of(1001);
  double home_wins = 0;
  double overtimes = 0;
  double points[2] = {};
  double squares = 0;
  double in_time = 0;
  for (std::uint64_t r = 0; r < games; ++r) {
    const TeamGame game = draw_team_game(pace_of_96, {one, other}, streams, r);
    home_wins += game.winner == Winner::home;
    overtimes += game.overtimes;
    for (std::size_t side = 0; side < 2; ++side)
      points[side] += game.teams[side].points;
    const double scored = game.points_by_period[0][0];
    in_time += scored;
    squares += scored * scored;
  }
  const double bound = 4.5 / std::sqrt(games);
  EXPECT_NEAR(home_wins / games, law.home_wins, bound * .5);
  EXPECT_NEAR(overtimes / games, law.overtimes, bound * .18);
  EXPECT_NEAR(points[0] / games, law.mean_points[0], bound * 11.6);
  EXPECT_NEAR(points[1] / games, law.mean_points[1], bound * 11.6);
  const double mean = in_time / games;
  EXPECT_NEAR(std::sqrt(squares / games - mean * mean) / law.deviation_in_time[0], 1, bound / std::sqrt(2));
}

TEST(TeamGame, AddsUp) {
  TeamRates rough = one;
  rough.offensive_rebound = .3;
  for (std::uint64_t r = 0; r < 3000; ++r) {
    const TeamGame game = draw_team_game({99.5, 4, .15}, {rough, other}, streams_of(1002), r);
    std::int32_t points[2] = {};
    for (const auto& period : game.points_by_period) {
      points[0] += period[0];
      points[1] += period[1];
    }
    ASSERT_EQ(game.points_by_period.size(), static_cast<std::size_t>(game.overtimes) + 1);
    ASSERT_NE(game.margin(), 0);
    for (std::size_t side = 0; side < 2; ++side) {
      const TeamBox& box = game.teams[side];
      const TeamBox& against = game.teams[1 - side];
      ASSERT_EQ(box.points, points[side]);
      ASSERT_EQ(box.points, 2 * box.field_goals_made + box.three_point_field_goals_made + box.free_throws_made);
      ASSERT_EQ(box.rebounds, box.offensive_rebounds + box.defensive_rebounds);
      ASSERT_EQ(box.defensive_rebounds + against.offensive_rebounds,
                against.field_goals_attempted - against.field_goals_made);
      ASSERT_EQ(box.field_goals_attempted + box.turnovers + box.free_throws_attempted / 2 - box.offensive_rebounds,
                game.possessions);
      ASSERT_LE(box.assists, box.field_goals_made);
      ASSERT_LE(box.steals, against.turnovers);
    }
  }
}

/// What both share makes their points hang together: without, the correlation is 0.
TEST(TeamGame, SharesItsPaceAndItsLuck) {
  const auto correlation = [](const GameSetting& setting) {
    constexpr int games = 20'000;
    double sums[5] = {};
    for (std::uint64_t r = 0; r < games; ++r) {
      const TeamGame game = draw_team_game(setting, {one, one}, streams_of(1003), r);
      const double a = game.points_by_period[0][0];
      const double b = game.points_by_period[0][1];
      const double values[] = {a, b, a * a, b * b, a * b};
      for (std::size_t i = 0; i < 5; ++i)
        sums[i] += values[i] / games;
    }
    return (sums[4] - sums[0] * sums[1]) / std::sqrt((sums[2] - sums[0] * sums[0]) * (sums[3] - sums[1] * sums[1]));
  };
  EXPECT_NEAR(correlation({96, 0, 0}), 0, 4.5 / std::sqrt(20'000));
  EXPECT_GT(correlation({96, 5, 0}), .1);
  EXPECT_GT(correlation({96, 0, .15}), .1);
}

}  // namespace
}  // namespace ergodic::workloads::players
