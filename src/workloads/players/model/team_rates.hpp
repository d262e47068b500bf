#pragma once

#include "workloads/players/model/box_score.hpp"

#include <array>
#include <cstdint>

namespace ergodic::workloads::players {

/// How a team plays its possessions: probabilities, each conditional on what comes before it.
struct TeamRates {
  double turnover = 0;
  double free_throw_trip = 0;
  double three_point = 0;
  double two_made = 0;
  double three_made = 0;
  double free_throw_made = 0;
  double offensive_rebound = 0;
  double assist = 0;
  double steal = 0;
  double block = 0;
};

struct TeamRateInfo {
  const char* name;
  const char* says;
  double usual;  ///< a team's in a league of our days, rounded
  double TeamRates::*member;
};
const std::array<TeamRateInfo, 10>& team_rate_infos();

/// How fast a game is, and what both teams share of its luck.
struct GameSetting {
  double pace = 98;  ///< possessions of a team in 48 minutes
  double pace_deviation = 0;
  double effect_deviation =
      0;  ///< of a normal number that is added to the logits of what both teams make from the field
};

/// A team's game.
using TeamBox = BoxCounts;

}  // namespace ergodic::workloads::players
