#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace ergodic::workloads::players {

constexpr std::int32_t foul_limit = 6;

/// What is counted of a game, of a player or a team. The names are those of public box-score tables.
struct BoxCounts {
  std::int32_t field_goals_made = 0;
  std::int32_t field_goals_attempted = 0;
  std::int32_t three_point_field_goals_made = 0;
  std::int32_t three_point_field_goals_attempted = 0;
  std::int32_t free_throws_made = 0;
  std::int32_t free_throws_attempted = 0;
  std::int32_t offensive_rebounds = 0;
  std::int32_t defensive_rebounds = 0;
  std::int32_t rebounds = 0;
  std::int32_t assists = 0;
  std::int32_t steals = 0;
  std::int32_t blocks = 0;
  std::int32_t turnovers = 0;
  std::int32_t fouls = 0;
  std::int32_t points = 0;
};

/// A player's game.
struct BoxScore : BoxCounts {
  double minutes = 0;
};

/// A count of a box score: its name, its upper-case one in public tables, what it is.
struct CountInfo {
  const char* name;
  const char* alias;
  const char* says;
  std::int32_t BoxScore::*member;
};
const std::array<CountInfo, 15>& count_infos();

/// The first identity of accounting that the numbers break, with the numbers; nullopt: they add up.
///   points = 2 (field goals − threes) + 3 threes + free throws made
///   made ≤ attempted; threes ≤ field goals, of those made, attempted and missed
///   rebounds = offensive + defensive; fouls ≤ 6; none of all without minutes
std::optional<std::string> broken_identity(const BoxScore& box);

}  // namespace ergodic::workloads::players
