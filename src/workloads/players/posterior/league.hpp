#pragma once

#include "workloads/players/posterior/estimate_settings.hpp"
#include "workloads/players/posterior/normal_inverse_wishart.hpp"
#include "workloads/players/posterior/own_games.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::workloads::players {

/// The prior of players of a role, from all of them but one: empirical Bayes.
struct GroupPrior {
  NormalInverseWishart rates;
  double minutes = 22, minutes_variance = 49, availability = .9;
  std::size_t players = 0;  ///< 0: usual rates
};
/// What the games of all players of a table say, each by itself. It keeps nothing of the table.
class League {
 public:
  League(const BoxScores& scores, const EstimateSettings& settings);

  struct Player {
    std::string name;
    std::string role;  ///< of the last row before the day
    OwnGames own;
  };
  /// In the order of their names.
  const std::vector<Player>& players() const { return players_; }
  /// Null: no row is of that name.
  const Player* find(std::string_view name) const;
  const EstimateSettings& settings() const { return settings_; }

  GroupPrior prior_of(const Player& player) const;

 private:
  EstimateSettings settings_;
  std::vector<Player> players_;
};

}  // namespace ergodic::workloads::players
