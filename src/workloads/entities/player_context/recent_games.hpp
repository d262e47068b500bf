#pragma once

#include "workloads/entities/league/game_logs.hpp"
#include "workloads/entities/player_context/context_row.hpp"
#include "workloads/entities/processors/processor.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {

/// A player's games of the thirty days before a day, the newest first.
using RecentGames = std::vector<LoggedGame>;

/// Rest, load and form by these games. Source: section 9.
void fill_recent(const Settings& settings, Date date, const RecentGames& games, double line, PlayerContext& row);

/// Newest games in a row above and below a line: equal ones are passed over, one without points ends both.
struct Streaks {
  std::int32_t over = 0;
  std::int32_t under = 0;
};
Streaks streaks(const RecentGames& games, double line);

/// 0 excellent, 1 good, 2 limited, 3 insufficient: how far n games fill a window.
std::uint8_t sample_quality(std::size_t n, int window);

}  // namespace ergodic::workloads::entities
