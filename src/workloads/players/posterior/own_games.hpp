#pragma once

#include "workloads/players/posterior/estimate_settings.hpp"
#include "workloads/players/posterior/game_rates.hpp"
#include "workloads/players/region/matrix.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ergodic::workloads::players {

/// What a player's games say, without a prior.
struct OwnGames {
  std::size_t games = 0;  ///< with minutes
  double effective = 0;
  Shares pooled;                             ///< decayed, of weights whose newest is 1
  Matrix scatter;                            ///< scatter_on_logits() about the rates of the pooled counts
  double minutes = 0, minutes_variance = 0;  ///< weighted
  double in_squad = 0, played = 0;           ///< decayed rows
};
OwnGames own_games(const BoxScores& scores, std::string_view player, const EstimateSettings& settings);

/// The rates of the pooled counts, with one opportunity of the usual rate more.
Rates own_rates(const OwnGames& games, const Rates& usual);

}  // namespace ergodic::workloads::players
