#pragma once

#include "workloads/entities/features/shot_zones.hpp"
#include "workloads/entities/features/zones.hpp"

#include <cstdint>
#include <optional>

namespace ergodic::workloads::entities {

// The four factors of a player's game to come, version v1_4factors. Source: section 12 of the rules. What is missing
// has the value that the rules give it.

/// How a player has played lately.
struct Load {
  std::optional<bool> back_to_back = {};
  std::optional<std::int64_t> days_rest = {};
  std::optional<std::int64_t> games_in_last_7_days = {};
  std::optional<std::int64_t> minutes_in_last_7_days = {};
  std::optional<double> average_minutes = {};  ///< a game, in the last 7 days
  std::optional<std::int64_t> back_to_backs_in_14_days = {};
  std::optional<std::int64_t> age = {};
};

/// 0 to 100, worn out to fresh.
std::int64_t fatigue_score(const Load& load);
/// What it counts: 0 for 100, −1 for each 20 less.
double fatigue_adjustment(std::int64_t score);

/// Where a player shoots from, and what the opponent allows there against the league.
struct Mismatch {
  ScoringZone zone = ScoringZone::unknown;
  OfZones<double> rates = {};    ///< of the player, in percent; NaN where they are missing
  OfZones<double> against = {};  ///< of the opponent, in points of a hundred; NaN likewise
};
/// The zone that counts: the paint unless the player has another.
Zone zone_of_interest(ScoringZone zone);
/// −10 to 10.
double mismatch_adjustment(const Mismatch& mismatch);

/// Half of the difference of pace, −3 to 3; NaN: 0.
double pace_adjustment(double pace_differential);

/// −3 to 3: a greater part than lately, more so where stars are out.
double usage_adjustment(double usual_rate, double projected_rate, std::int64_t stars_out);

}  // namespace ergodic::workloads::entities
