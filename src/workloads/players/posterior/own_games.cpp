#include "workloads/players/posterior/own_games.hpp"

#include "workloads/players/model/playing_time.hpp"
#include "workloads/players/posterior/normal_inverse_wishart.hpp"

#include <algorithm>

namespace ergodic::workloads::players {

Rates own_rates(const OwnGames& games, const Rates& usual) {
  Rates rates;
  for (std::size_t i = 0; i < rate_count; ++i)
    rates[i] = games.pooled[i].with(1, usual[i]);
  return rates;
}

OwnGames own_games(const BoxScores& scores, std::string_view player, const EstimateSettings& settings) {
  OwnGames own;
  const Table::Run run = scores.games_of(player, settings.before);
  const std::vector<double> in_squad = decayed_weights(run.size(), settings.half_life);
  std::vector<Shares> shares;
  std::vector<double> minutes;
  for (std::size_t row = run.first; row < run.last; ++row) {
    const double weight = in_squad[row - run.first] / in_squad.back();
    own.in_squad += weight;
    if (!scores.has_played(row)) continue;
    own.played += weight;
    const BoxScore box = scores.box(row);
    shares.push_back(shares_of(box, scores.pace(row, settings.pace)));
    minutes.push_back(std::min(box.minutes, regulation));
  }
  own.games = shares.size();
  const std::vector<double> weights = decayed_weights(own.games, settings.half_life);
  own.effective = effective_games(weights);
  for (std::size_t g = 0; g < own.games; ++g) {
    own.minutes += weights[g] * minutes[g];
    for (std::size_t i = 0; i < rate_count; ++i)
      own.pooled[i].add(shares[g][i], own.effective * weights[g]);
  }
  for (std::size_t g = 0; g < own.games; ++g)
    own.minutes_variance += weights[g] * (minutes[g] - own.minutes) * (minutes[g] - own.minutes);
  if (own.games > 0) own.scatter = scatter_on_logits(shares, weights, own_rates(own, usual_rates()));
  return own;
}

}  // namespace ergodic::workloads::players
