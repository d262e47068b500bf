#pragma once

#include "workloads/players/model/playing_time.hpp"
#include "workloads/players/posterior/league.hpp"
#include "workloads/players/posterior/normal_inverse_wishart.hpp"

#include <cstddef>
#include <string>

namespace ergodic::workloads::players {

/// What box scores say of a player's next game.
struct PlayerEstimate {
  StudentLaw rates;  ///< of the logits of the rates, in the order of Rate
  PlayingTime time;
  std::size_t games = 0;   ///< with minutes
  double effective = 0;    ///< of these, after the decay
  double prior_games = 0;  ///< how many games the prior of the mean is worth
  std::size_t others = 0;  ///< players from whom the prior comes; 0: from usual rates
};

/// From a player's own games and, as a prior, those of others of the same role: README.md has the formulas.
PlayerEstimate estimate_of(const League& league, const League::Player& player);

}  // namespace ergodic::workloads::players
