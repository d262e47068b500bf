#pragma once

#include "workloads/entities/calendar/date.hpp"
#include "workloads/entities/league/box_scores.hpp"
#include "workloads/entities/league/names.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::entities {

/// A player's game in the box scores of a feed.
struct LoggedGame {
  Date date = 0;
  std::uint32_t row = 0;          ///< of player_box
  double minutes = 0;             ///< not rounded; 0 where there are none
  std::int64_t points = 0;        ///< missing_whole where there are none
  std::int64_t processed_at = 0;  ///< missing_whole where the table does not say
  bool is_unreadable = false;     ///< its minutes
  bool has_played = false;        ///< active, and longer than nothing
};

/// All games of each player, by date.
class GameLogs {
 public:
  /// `both_feeds`: of a day those of the first before those of the second; else of the second alone.
  GameLogs(const PlayerBox& box, std::size_t players, bool both_feeds);

  std::span<const LoggedGame> of(Code player) const;

 private:
  std::vector<LoggedGame> games_;
  std::vector<std::size_t> ends_;
};

}  // namespace ergodic::workloads::entities
