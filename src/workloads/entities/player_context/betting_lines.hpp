#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <ergodic/missing.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {

/// What a market said first, and last of what was known.
struct Moved {
  double first = missing_value<double>();
  double last = missing_value<double>();
  int first_bookmaker = -1;
  int last_bookmaker = -1;

  bool is_there() const { return last == last; }
  double movement() const { return last - first; }
};

struct GameMarkets {
  Moved spread = {};
  Moved total = {};
};

/// A bookmaker's points of one snapshot.
struct Snapshot {
  std::int64_t stamp = 0;
  double point = 0;
  int bookmaker = 0;
};

/// The median of the points of the first and of the last snapshot.
Moved medians(std::vector<Snapshot> snapshots);
/// The point of the first and of the last snapshot; of several at once that of the first bookmaker.
Moved points(const std::vector<Snapshot>& snapshots);

/// Of each game of a day, by its row of the schedule, until it began to be unknown. `corrected` takes of spreads those
/// of the favourite alone: both sides together have a median of about 0.
class MarketsOfDay {
 public:
  MarketsOfDay(const Season& season, Date date);
  GameMarkets of_game(Code game, std::int64_t until) const;

 private:
  Season season_;
  std::vector<std::uint32_t> rows_;  ///< of the day, by game
};

/// Of each player of a day the lines of points.
class PropsOfDay {
 public:
  PropsOfDay(const Season& season, Date date);
  Moved of_player(Code player, std::int64_t until) const;

 private:
  Season season_;
  std::vector<std::uint32_t> rows_;  ///< of the day, by player
};

}  // namespace ergodic::workloads::entities
