#pragma once

#include "workloads/players/play/player_game.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <vector>

namespace ergodic::workloads::players {

/// What happened on one of a player's possessions on the court, and on the other team's that followed it.
struct Possession {
  enum class End { others, turnover, two_missed, two_made, three_missed, three_made, free_throws };

  End end = End::others;
  std::int32_t free_throws_made = 0;
  bool assist = false;
  bool offensive_rebound = false;
  bool defensive_rebound = false;
  bool steal = false;
  bool block = false;
  bool foul = false;

  std::int32_t points() const;
};
const char* name_of(Possession::End end);

/// A game in order: of all orders in which it may have been, one, each as likely as another, since possessions are
/// independent of each other given the rates. The counts are those of the game.
std::vector<Possession> possessions_of(const GameOfPlayer& game, Stream stream);

}  // namespace ergodic::workloads::players
