#include "workloads/players/posterior/estimate.hpp"

#include "workloads/players/posterior/game_rates.hpp"

#include <cmath>

namespace ergodic::workloads::players {
namespace {

/// Moves the centre so that the mean rate, not the rate at the mean logit, is what has been estimated: to the second
/// order, E logistic(c + e) = p + Var e p q (1 − 2 p)/2.
void centre_on_rates(StudentLaw& law) {
  for (std::size_t i = 0; i < rate_count; ++i) {
    const double variance = law.scale(i, i) * law.degrees / (law.degrees - 2);
    law.centre[i] -= variance * (1 - 2 * logistic(law.centre[i])) / 2;
  }
}

}  // namespace

PlayerEstimate estimate_of(const League& league, const League::Player& player) {
  const GroupPrior prior = league.prior_of(player);
  const OwnGames& own = player.own;
  NormalInverseWishart belief = prior.rates;
  if (own.games > 0) {
    Rates usual;
    for (std::size_t i = 0; i < rate_count; ++i)
      usual[i] = logistic(prior.rates.mean[i]);
    const Rates rates = own_rates(own, usual);
    // The mean is that of the counts together: a mean of logits of a few shots each would lie off it.
    Seen seen{own.effective, {}, own.scatter};
    for (std::size_t i = 0; i < rate_count; ++i)
      seen.mean.push_back(logit(rates[i]));
    belief = updated(prior.rates, seen);
  }
  PlayerEstimate estimate{.rates = predictive(belief),
                          .time = {},
                          .games = own.games,
                          .effective = own.effective,
                          .prior_games = prior.rates.kappa,
                          .others = prior.players};
  centre_on_rates(estimate.rates);
  const double weight = prior.rates.kappa + own.effective;
  estimate.time.minutes = (prior.rates.kappa * prior.minutes + own.effective * own.minutes) / weight;
  const double off = own.minutes - prior.minutes;
  estimate.time.deviation =
      std::sqrt((prior.rates.kappa * prior.minutes_variance + own.effective * own.minutes_variance +
                 prior.rates.kappa * own.effective / weight * off * off) /
                weight);
  estimate.time.availability = (own.played + prior.availability) / (own.in_squad + 1);
  estimate.time.pace = league.settings().pace;
  return estimate;
}

}  // namespace ergodic::workloads::players
