#pragma once

namespace ergodic::workloads::players {

constexpr double regulation = 48;  ///< minutes of a game

/// Whether and how long a player plays, and how fast the game is.
struct PlayingTime {
  double availability = 1;  ///< the probability to play
  double minutes = 30;      ///< of those who play: a normal law between 0 and 48
  double deviation = 0;
  double pace = 100;  ///< possessions of a team in 48 minutes: a normal law, not below 0
  double pace_deviation = 0;
};

}  // namespace ergodic::workloads::players
