#pragma once

#include "workloads/entities/processors/quality.hpp"

#include <ergodic/missing.hpp>
#include <ergodic/record.hpp>

#include <array>
#include <cstdint>

namespace ergodic::workloads::entities {

/// What is told of a player's game to come. Everything is missing to begin with.
struct PlayerContext {
  static constexpr std::int32_t no = missing_value<std::int32_t>();
  static constexpr double none = missing_value<double>();
  /// Windows of completeness, in this order: 5 and 10 games; 7, 14 and 30 days.
  static constexpr std::size_t windows = 5;

  std::int32_t player = no, team = no, opponent = no, game = no, season_year = no;
  std::uint8_t home_game = 255, has_prop_line = 255;
  double opening_line = none, current_line = none, line_movement = none;
  std::int32_t opening_line_source = no, current_line_source = no;
  double opening_spread = none, game_spread = none, spread_movement = none;
  double opening_total = none, game_total = none, total_movement = none;
  std::int32_t days_rest = no, days_rest_before_last = no, days_since_rest = no;
  std::uint8_t back_to_back = 255;
  std::int32_t games_7 = no, games_14 = no, minutes_7 = no, minutes_14 = no;
  double average_minutes_7 = none;
  std::int32_t back_to_backs_14 = no;
  double points_5 = none, points_10 = none;
  std::int32_t games_used_5 = no, games_used_10 = no;
  std::uint8_t sample_5 = 255, sample_10 = 255;
  std::int32_t over_streak = no, under_streak = no;
  std::uint8_t season_phase = 255;
  std::int32_t next_rest = no, next_games_7 = no, opponent_rest = no, opponent_next_games_7 = no,
               opponent_next_rest = no;
  double pace_differential = none, opponent_pace = none, opponent_rating = none, opponent_ft_rate = none;
  double projected_usage = none, usage_7 = none;
  std::int32_t stars_out = no, age = no;
  std::uint8_t status = 255;
  std::array<double, windows> percent = {none, none, none, none, none};
  std::array<std::uint8_t, windows> complete = {255, 255, 255, 255, 255};
  std::uint8_t all_complete = 255;
  std::int32_t expected = no, actual = no;
  double completeness = none;
  Tier tier = Tier{255};
  double score = none;
  std::uint8_t no_spread = 255, no_total = 255, thin = 255, with_issues = 255, boundary = 255, bootstrap = 255,
               is_ready = 255;
};

const Records<PlayerContext>& player_context_records();

}  // namespace ergodic::workloads::entities
