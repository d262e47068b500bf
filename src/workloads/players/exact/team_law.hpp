#pragma once

#include "workloads/players/exact/game_law.hpp"
#include "workloads/players/model/team_rates.hpp"

#include <array>

namespace ergodic::workloads::players {

/// What is known of a game of two teams, whose pace has no deviation, who share no effect and get no second play.
struct TeamLaw {
  std::array<double, 2> mean_points;                             ///< with overtimes
  std::array<double, 2> mean_points_in_time, deviation_in_time;  ///< of 48 minutes
  double tie = 0;                                                ///< after 48 minutes
  double tie_after_overtime = 0;
  double overtimes = 0;  ///< expected
  double home_wins = 0;
};
TeamLaw team_law(const GameSetting& setting, const std::array<TeamRates, 2>& rates);

}  // namespace ergodic::workloads::players
