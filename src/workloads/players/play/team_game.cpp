#include "workloads/players/play/team_game.hpp"

#include "workloads/players/model/rates.hpp"
#include "workloads/players/play/player_game.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>

namespace ergodic::workloads::players {
namespace {

enum TeamPurpose : std::uint32_t { game_purpose = 16, home_purpose = 17, away_purpose = 18 };

constexpr double period = 48;
constexpr double overtime = 5;

/// A team in a game: its numbers so far, what it makes today, its own stream.
class Side {
 public:
  Side(const TeamRates& rates, double effect, Stream stream) : rates_(rates), stream_(stream) {
    rates_.two_made = shifted(rates.two_made, effect);
    rates_.three_made = shifted(rates.three_made, effect);
  }

  /// So many possessions: each play ends in a turnover, at the line or with a shot; one's own rebound is another play.
  void attack(std::int32_t possessions) {
    std::int32_t trips = 0;
    for (std::int32_t plays = possessions; plays > 0;) {
      const std::int32_t lost = count(plays, rates_.turnover);
      const std::int32_t at_line = count(plays - lost, rates_.free_throw_trip);
      const std::int32_t shots = plays - lost - at_line;
      const std::int32_t threes = count(shots, rates_.three_point);
      const std::int32_t twos_in = count(shots - threes, rates_.two_made);
      const std::int32_t threes_in = count(threes, rates_.three_made);
      const std::int32_t missed = shots - twos_in - threes_in;
      box.turnovers += lost;
      trips += at_line;
      box.field_goals_attempted += shots;
      box.field_goals_made += twos_in + threes_in;
      box.three_point_field_goals_attempted += threes;
      box.three_point_field_goals_made += threes_in;
      plays = count(missed, rates_.offensive_rebound);
      box.offensive_rebounds += plays;
    }
    box.free_throws_attempted += 2 * trips;
    box.free_throws_made += count(2 * trips, rates_.free_throw_made);
    box.points = 2 * box.field_goals_made + box.three_point_field_goals_made + box.free_throws_made;
  }

  /// What hangs on the whole game, the other team's too.
  void finish(const TeamBox& other) {
    const std::int32_t missed = other.field_goals_attempted - other.field_goals_made;
    box.defensive_rebounds = missed - other.offensive_rebounds;
    box.rebounds = box.offensive_rebounds + box.defensive_rebounds;
    box.assists = count(box.field_goals_made, rates_.assist);
    box.steals = count(other.turnovers, rates_.steal);
    box.blocks = count(missed, rates_.block);
    box.fouls = other.free_throws_attempted / 2;
  }

  TeamBox box;

 private:
  static double shifted(double share, double effect) {
    return effect == 0 || share <= 0 || share >= 1 ? share : logistic(logit(share) + effect);
  }
  std::int32_t count(std::int32_t trials, double p) { return binomial_at(uniform01(stream_), trials, p); }

  TeamRates rates_;
  Stream stream_;
};

}  // namespace

TeamGame draw_team_game(const GameSetting& setting, const std::array<TeamRates, 2>& rates, const Streams& streams,
                        std::uint64_t replicate) {
  Stream stream = streams.open(replicate, game_purpose);
  const double pace_at = normal_quantile(uniform_open(stream));
  const double effect_at = normal_quantile(uniform_open(stream));
  const double pace = std::max(setting.pace + setting.pace_deviation * pace_at, period / overtime);
  const double effect = setting.effect_deviation * effect_at;
  Side home(rates[0], effect, streams.open(replicate, home_purpose));
  Side away(rates[1], effect, streams.open(replicate, away_purpose));
  TeamGame game;
  for (;;) {
    const double minutes = game.points_by_period.empty() ? period : overtime;
    const auto possessions = static_cast<std::int32_t>(pace * minutes / period + uniform01(stream));
    const std::array<std::int32_t, 2> before = {home.box.points, away.box.points};
    home.attack(possessions);
    away.attack(possessions);
    game.possessions += possessions;
    game.points_by_period.push_back({home.box.points - before[0], away.box.points - before[1]});
    if (home.box.points != away.box.points) break;
    ++game.overtimes;
    streams.pause();
  }
  home.finish(away.box);
  away.finish(home.box);
  game.teams = {home.box, away.box};
  game.winner = game.margin() > 0 ? Winner::home : Winner::away;
  return game;
}

}  // namespace ergodic::workloads::players
