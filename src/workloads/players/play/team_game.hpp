#pragma once

#include "workloads/players/model/team_rates.hpp"

#include <ergodic/stream.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::players {

enum class Winner : std::uint8_t { home, away };

/// A game of two teams, the one at home first.
struct TeamGame {
  std::array<TeamBox, 2> teams;
  Winner winner = Winner::home;
  std::int32_t overtimes = 0;
  std::int32_t possessions = 0;                                    ///< of each team
  std::vector<std::array<std::int32_t, 2>> points_by_period = {};  ///< of 48 minutes, then of each overtime

  std::int32_t margin() const { return teams[0].points - teams[1].points; }
  std::int32_t points_together() const { return teams[0].points + teams[1].points; }
  double minutes() const { return 48 + 5.0 * overtimes; }
};

/// Draws a game: 48 minutes, then overtimes of five until one team has more points. Throws nothing; overtimes end with
/// probability 1 where anything is ever scored by one team alone.
TeamGame draw_team_game(const GameSetting& setting, const std::array<TeamRates, 2>& rates, const Streams& streams,
                        std::uint64_t replicate);

}  // namespace ergodic::workloads::players
