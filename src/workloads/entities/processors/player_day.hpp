#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <ergodic/missing.hpp>

#include <optional>
#include <vector>

namespace ergodic::workloads::entities {

/// What a player did in a game, shot by shot: those of known distance and outcome.
struct PlayerShots {
  std::optional<BadCell> bad = {};  ///< one that cannot be read
  int attempts = 0;
  int zone_attempts[3] = {};
  int zone_makes[3] = {};
  int assisted = 0, unassisted = 0, and_ones = 0;
  int blocked = 0;
  int zone_blocks[3] = {};
};

/// Those of a day, of each entity. Zones are 0 paint, 1 mid-range, 2 three: distance first, section 5 of the rules.
std::vector<PlayerShots> shots_of(const League& league, Date date, const EntityList& entities);

/// A bookmaker's line of a player.
struct Line {
  double points = missing_value<double>();
  int bookmaker = -1;
};

/// Of each entity the line of the first bookmaker, as he last gave it. `corrected` goes by player and day: feeds differ
/// in game ids.
std::vector<Line> lines_of(const Season& season, Date date, const EntityList& entities);

}  // namespace ergodic::workloads::entities
