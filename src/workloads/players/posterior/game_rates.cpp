#include "workloads/players/posterior/game_rates.hpp"

#include "workloads/players/model/playing_time.hpp"
#include "workloads/players/posterior/normal_inverse_wishart.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::players {

Shares shares_of(const BoxScore& box, double pace) {
  const std::int32_t trips = (box.free_throws_attempted + 1) / 2;
  const std::int32_t used = box.field_goals_attempted + trips + box.turnovers;
  const double n =
      std::max({pace * box.minutes / regulation, 1.0 * used + box.assists, 1.0 * box.fouls,
                1.0 * box.defensive_rebounds, 1.0 * box.offensive_rebounds, 1.0 * box.steals, 1.0 * box.blocks});
  const std::int32_t twos = box.field_goals_attempted - box.three_point_field_goals_attempted;
  const std::int32_t twos_made = box.field_goals_made - box.three_point_field_goals_made;
  Shares shares;
  shares[usage] = {1.0 * used, n};
  shares[turnover_rate] = {1.0 * box.turnovers, 1.0 * used};
  shares[free_throw_trip_rate] = {1.0 * trips, 1.0 * (used - box.turnovers)};
  shares[three_point_rate] = {1.0 * box.three_point_field_goals_attempted, 1.0 * box.field_goals_attempted};
  shares[two_point_percentage] = {1.0 * twos_made, 1.0 * twos};
  shares[three_point_percentage] = {1.0 * box.three_point_field_goals_made,
                                    1.0 * box.three_point_field_goals_attempted};
  shares[free_throw_percentage] = {1.0 * box.free_throws_made, 1.0 * box.free_throws_attempted};
  shares[assist_rate] = {1.0 * box.assists, n - used};
  shares[offensive_rebound_rate] = {1.0 * box.offensive_rebounds, n};
  shares[defensive_rebound_rate] = {1.0 * box.defensive_rebounds, n};
  shares[steal_rate] = {1.0 * box.steals, n};
  shares[block_rate] = {1.0 * box.blocks, n};
  shares[foul_rate] = {1.0 * box.fouls, n};
  return shares;
}

Matrix scatter_on_logits(const std::vector<Shares>& games, const std::vector<double>& weights, const Rates& rates) {
  constexpr double least = .02;
  std::vector<std::vector<double>> deviations(games.size(), std::vector<double>(rate_count));
  std::vector<double> counting(rate_count);
  for (std::size_t i = 0; i < rate_count; ++i) {
    const double variance = rates[i] * (1 - rates[i]);
    double square = 0;  // c²
    double counted = 0;
    for (std::size_t g = 0; g < games.size(); ++g) {
      const double n = games[g][i].opportunities;
      square += weights[g] * n * std::max(n - 1, 0.0) * variance * variance;
      counted += weights[g] * n * variance;
    }
    if (!(square > 0)) continue;
    counting[i] = counted / square;
    for (std::size_t g = 0; g < games.size(); ++g)
      deviations[g][i] = (games[g][i].successes - games[g][i].opportunities * rates[i]) / std::sqrt(square);
  }
  const Seen seen = seen_of(deviations, weights);
  Matrix scatter = seen.scatter;
  std::vector<double> factor(rate_count);
  for (std::size_t i = 0; i < rate_count; ++i)
    factor[i] = scatter(i, i) > 0 ? std::sqrt(std::max(1 - seen.games * counting[i] / scatter(i, i), least)) : 1;
  for (std::size_t i = 0; i < rate_count; ++i) {
    for (std::size_t j = 0; j < rate_count; ++j)
      scatter(i, j) *= factor[i] * factor[j];
  }
  return scatter;
}

double counting_variance(const Share& share, double rate) {
  return 1 / (std::max(share.opportunities, 1.0) * rate * (1 - rate));
}

}  // namespace ergodic::workloads::players
