#pragma once

#include "workloads/players/posterior/estimate_settings.hpp"
#include "workloads/players/posterior/game_rates.hpp"
#include "workloads/players/posterior/normal_inverse_wishart.hpp"

#include <string_view>
#include <vector>

namespace ergodic::workloads::players {

/// What a player's games say, without a prior.
struct OwnGames {
  std::size_t games = 0;  ///< with minutes
  double effective = 0;
  Shares pooled;                             ///< decayed, of weights whose newest is 1
  std::vector<Shares> shares;                ///< of each game, the newest last
  std::vector<double> weights;               ///< that sum to 1
  double minutes = 0, minutes_variance = 0;  ///< weighted
  double in_squad = 0, played = 0;           ///< decayed rows
};
OwnGames own_games(const BoxScores& scores, std::string_view player, const EstimateSettings& settings);

/// The rates of the pooled counts, with one opportunity of the usual rate more.
Rates own_rates(const OwnGames& games, const Rates& usual);

/// The prior of players of a role, from all of them but one: empirical Bayes.
struct GroupPrior {
  NormalInverseWishart rates;
  double minutes = 22, minutes_variance = 49, availability = .9;
  std::size_t players = 0;  ///< 0: usual rates
};
GroupPrior group_prior(const BoxScores& scores, std::string_view but, const EstimateSettings& settings);

}  // namespace ergodic::workloads::players
