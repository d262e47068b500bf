#include "workloads/players/posterior/league.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::players {
namespace {

constexpr double degrees_of_prior = 10;  ///< games that the prior of the covariance is worth
constexpr double usual_prior_games = 6;
constexpr std::size_t fewest_players = 5;
constexpr std::size_t fewest_games = 3;  ///< of a player whose scatter counts

GroupPrior usual_prior() {
  GroupPrior prior;
  prior.rates.kappa = usual_prior_games;
  prior.rates.nu = rate_count + 1 + degrees_of_prior;
  prior.rates.psi = Matrix(rate_count, rate_count);
  for (std::size_t i = 0; i < rate_count; ++i) {
    const RateInfo& rate = rate_infos()[i];
    prior.rates.mean.push_back(logit(rate.usual));
    prior.rates.psi(i, i) = degrees_of_prior * rate.deviation * rate.deviation;
  }
  return prior;
}

using Members = std::vector<const OwnGames*>;

Rates pooled_rates(const Members& members) {
  Rates rates;
  for (std::size_t i = 0; i < rate_count; ++i) {
    Share all;
    for (const OwnGames* member : members)
      all.add(member->pooled[i]);
    rates[i] = all.with(20, rate_infos()[i].usual);
  }
  return rates;
}

/// How many games the prior of the mean is worth: the variance within players over that between them, the median of
/// all rates. Source: the method of moments, as in Efron & Morris, "Data analysis using Stein's estimator", 1975.
double prior_games_of(const Members& members, const Rates& rates, const Matrix& within) {
  std::vector<double> ratios;
  const auto count = static_cast<double>(members.size());
  for (std::size_t i = 0; i < rate_count; ++i) {
    double mean = 0;
    double squares = 0;
    double from_games = 0;
    for (const OwnGames* member : members) {
      const double at = logit(member->pooled[i].with(1, rates[i]));
      mean += at / count;
      squares += at * at / count;
      from_games += (counting_variance(member->pooled[i], rates[i]) + within(i, i) / member->effective) / count;
    }
    const double between = (squares - mean * mean) * count / (count - 1) - from_games;
    ratios.push_back(within(i, i) / std::max(between, within(i, i) / 60));
  }
  std::sort(ratios.begin(), ratios.end());
  return std::max(1.0, ratios[rate_count / 2]);
}

}  // namespace

League::League(const BoxScores& scores, const EstimateSettings& settings) : settings_(settings) {
  for (std::size_t row = 0; row < scores.table().rows();) {
    const std::string_view player = scores.player(row);
    row = scores.games_of(player, BoxScores::whenever).last;
    const Table::Run run = scores.games_of(player, settings.before);
    const std::string_view role = run.size() == 0 ? std::string_view() : scores.role(run.last - 1);
    players_.push_back({std::string(player), std::string(role), own_games(scores, player, settings)});
  }
}

const League::Player* League::find(std::string_view name) const {
  const auto at = std::lower_bound(players_.begin(), players_.end(), name,
                                   [](const Player& player, std::string_view other) { return player.name < other; });
  return at != players_.end() && at->name == name ? &*at : nullptr;
}

GroupPrior League::prior_of(const Player& player) const {
  Members members;
  for (const Player& other : players_) {
    if (&other != &player && other.role == player.role && other.own.games >= fewest_games)
      members.push_back(&other.own);
  }
  GroupPrior prior = usual_prior();
  if (members.size() < fewest_players) return prior;
  prior.players = members.size();
  const Rates rates = pooled_rates(members);
  // A few games' worth of the usual deviations keeps the matrix positive definite.
  double degrees = degrees_of_prior;
  Matrix within = prior.rates.psi;
  double minutes = 0;
  double squares = 0;
  double played = 1;
  double in_squad = 1;
  for (const OwnGames* member : members) {
    degrees += member->effective - 1;
    for (std::size_t i = 0; i < rate_count; ++i) {
      for (std::size_t j = 0; j < rate_count; ++j)
        within(i, j) += member->scatter(i, j);
    }
    minutes += member->minutes;
    squares += member->minutes * member->minutes + member->minutes_variance;
    played += member->played;
    in_squad += member->in_squad;
  }
  for (std::size_t i = 0; i < rate_count; ++i) {
    for (std::size_t j = 0; j < rate_count; ++j) {
      within(i, j) /= degrees;
      prior.rates.psi(i, j) = degrees_of_prior * within(i, j);
    }
    prior.rates.mean[i] = logit(rates[i]);
  }
  prior.rates.kappa = prior_games_of(members, rates, within);
  const auto count = static_cast<double>(members.size());
  prior.minutes = minutes / count;
  prior.minutes_variance = squares / count - prior.minutes * prior.minutes;
  prior.availability = played / in_squad;
  return prior;
}

}  // namespace ergodic::workloads::players
