#pragma once

#include "workloads/players/model/rates.hpp"
#include "workloads/players/region/matrix.hpp"
#include "workloads/players/tables/box_scores.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace ergodic::workloads::players {

/// Successes among opportunities.
struct Share {
  double successes = 0;
  double opportunities = 0;

  void add(const Share& other, double weight = 1) {
    successes += weight * other.successes;
    opportunities += weight * other.opportunities;
  }
  /// With so many opportunities more of the share `usual`.
  double with(double more, double usual) const { return (successes + more * usual) / (opportunities + more); }
};
using Shares = std::array<Share, rate_count>;

/// What a box score says of the rates, in the order of Rate. Possessions on the court are those of the pace and the
/// minutes; every trip to the line has two shots, and a third is one of another trip.
Shares shares_of(const BoxScore& box, double pace);

/// Scatter of games' rates on the logit scale about `rates`, counting apart: n Σ w z z', of z = (k − N p)/c, which is
/// linear in the counts k and has the variance that the logit has from game to game and what counting adds, Σ w N p
/// q/c²; c² = Σ w N (N − 1) (p q)². What counting adds is taken from the diagonal, of which a fiftieth stays at least,
/// by one factor for each rate, so that the matrix stays one of covariances. Source: the method of moments of Williams,
/// "Extra-binomial variation in logistic linear models", Appl. Statist. 31(2), 1982.
Matrix scatter_on_logits(const std::vector<Shares>& games, const std::vector<double>& weights, const Rates& rates);

/// The variance of a logit of the share that counting alone makes.
double counting_variance(const Share& share, double rate);

}  // namespace ergodic::workloads::players
