#pragma once

#include "workloads/players/model/box_score.hpp"
#include "workloads/players/model/playing_time.hpp"
#include "workloads/players/model/rates.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>

namespace ergodic::workloads::players {

/// What random numbers of a session are for.
enum Purpose : std::uint32_t {
  counts_purpose = 0,
  region_purpose = 1,
  foul_purpose = 2,
  course_purpose = 3,
  pilot_purpose = 8,  ///< and the one after
};

/// How the possessions that a player ended went, and others' that mattered.
struct GameOfPlayer : BoxScore {
  bool played = false;
  std::int32_t possessions = 0;  ///< on the court: of one's team, and as many of the other
  std::int32_t used = 0;         ///< ended by the player
  std::int32_t trips = 0;        ///< to the line
};

/// The number of successes in `trials`, each of probability p, at the quantile u in [0, 1): by inversion, so that it
/// grows with u and with p, and common random numbers stay common. trials ≤ 1000.
std::int32_t binomial_at(double u, std::int32_t trials, double p);

/// Draws a game. Each number is drawn from a place of its own in the stream, whatever the others are.
class GameDrawer {
 public:
  explicit GameDrawer(const PlayingTime& time);

  GameOfPlayer draw(const Rates& rates, const Streams& streams, std::uint64_t replicate) const;

 private:
  /// Possessions until the sixth of `fouls`, whose places among `possessions` are all equally likely.
  static std::int32_t until_the_limit(Stream stream, std::int32_t fouls, std::int32_t possessions);

  PlayingTime time_;
  double below_ = 0, between_ = 0;  // of the normal law of minutes: below 0, between 0 and 48
};

}  // namespace ergodic::workloads::players
