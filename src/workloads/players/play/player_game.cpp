#include "workloads/players/play/player_game.hpp"

#include "workloads/players/numbers/special_functions.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace ergodic::workloads::players {

namespace {

constexpr std::int32_t most_trials = 1000;

/// 1/k: spares a division.
constexpr std::array<double, most_trials + 1> reciprocals = [] {
  std::array<double, most_trials + 1> values{};
  for (std::int32_t k = 1; k <= most_trials; ++k)
    values[static_cast<std::size_t>(k)] = 1.0 / k;
  return values;
}();

/// base^exponent by squares: spares a logarithm and an exponential.
double power(double base, std::int32_t exponent) {
  double product = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) product *= base;
    base *= base;
  }
  return product;
}

}  // namespace

std::int32_t binomial_at(double u, std::int32_t trials, double p) {
  assert(0 <= trials && trials <= most_trials && 0 <= p && p <= 1);
  if (trials == 0 || p <= 0) return 0;
  if (p >= 1) return trials;
  if (p > .5) return trials - binomial_at(1 - u, trials, 1 - p);
  const double odds = p / (1 - p);
  double probability = power(1 - p, trials);
  std::int32_t successes = 0;
  while (u >= probability && successes < trials) {
    u -= probability;
    probability *= odds * (trials - successes) * reciprocals[static_cast<std::size_t>(successes) + 1];
    ++successes;
  }
  return successes;
}

GameDrawer::GameDrawer(const PlayingTime& time) : time_(time) {
  if (time_.deviation > 0) {
    below_ = normal_share(-time_.minutes / time_.deviation);
    between_ = normal_share((regulation - time_.minutes) / time_.deviation) - below_;
  }
}

std::int32_t GameDrawer::until_the_limit(Stream stream, std::int32_t fouls, std::int32_t possessions) {
  std::int32_t seen = 0;
  for (std::int32_t at = 0; at < possessions; ++at) {
    // Of the places left, those with a foul: each in turn has one with their share.
    if (uniform01(stream) * (possessions - at) < fouls - seen && ++seen == foul_limit) return at + 1;
  }
  return possessions;
}

GameOfPlayer GameDrawer::draw(const Rates& rates, const Streams& streams, std::uint64_t replicate) const {
  GameOfPlayer game;
  Stream stream = streams.open(replicate, counts_purpose);
  const double plays = uniform01(stream);
  const double minutes_at = uniform_open(stream);
  const double pace_at = uniform_open(stream);
  const double rounding = uniform01(stream);
  if (plays >= time_.availability) return game;
  game.played = true;
  double minutes = time_.minutes;
  if (time_.deviation > 0) {
    const double share = std::min(std::max(below_ + minutes_at * between_, 1e-300), 1 - 0x1p-53);
    minutes = std::min(std::max(minutes + time_.deviation * normal_quantile(share), 0.0), regulation);
  }
  double pace = time_.pace;
  if (time_.pace_deviation > 0) pace = std::max(pace + time_.pace_deviation * normal_quantile(pace_at), 0.0);
  const auto on_court = static_cast<std::int32_t>(pace * minutes / regulation + rounding);
  const auto count = [&](std::int32_t trials, double p) { return binomial_at(uniform01(stream), trials, p); };

  const std::int32_t fouls = count(on_court, rates[foul_rate]);
  game.fouls = std::min(fouls, foul_limit);
  game.possessions =
      fouls < foul_limit ? on_court : until_the_limit(streams.open(replicate, foul_purpose), fouls, on_court);
  game.minutes = game.possessions < on_court ? minutes * game.possessions / on_court : minutes;

  const std::int32_t n = game.possessions;
  game.used = count(n, rates[usage]);
  game.turnovers = count(game.used, rates[turnover_rate]);
  game.trips = count(game.used - game.turnovers, rates[free_throw_trip_rate]);
  game.field_goals_attempted = game.used - game.turnovers - game.trips;
  game.three_point_field_goals_attempted = count(game.field_goals_attempted, rates[three_point_rate]);
  const std::int32_t twos = game.field_goals_attempted - game.three_point_field_goals_attempted;
  const std::int32_t twos_made = count(twos, rates[two_point_percentage]);
  game.three_point_field_goals_made = count(game.three_point_field_goals_attempted, rates[three_point_percentage]);
  game.field_goals_made = twos_made + game.three_point_field_goals_made;
  game.free_throws_attempted = 2 * game.trips;
  game.free_throws_made = count(game.free_throws_attempted, rates[free_throw_percentage]);
  game.assists = count(n - game.used, rates[assist_rate]);
  game.offensive_rebounds = count(n, rates[offensive_rebound_rate]);
  game.defensive_rebounds = count(n, rates[defensive_rebound_rate]);
  game.rebounds = game.offensive_rebounds + game.defensive_rebounds;
  game.steals = count(n, rates[steal_rate]);
  game.blocks = count(n, rates[block_rate]);
  game.points = 2 * game.field_goals_made + game.three_point_field_goals_made + game.free_throws_made;
  return game;
}

}  // namespace ergodic::workloads::players
