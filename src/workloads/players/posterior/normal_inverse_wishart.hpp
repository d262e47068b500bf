#pragma once

#include "workloads/players/region/matrix.hpp"

#include <cstddef>
#include <vector>

namespace ergodic::workloads::players {

/// What is believed of a normal law's mean and covariance: the mean is normal about `mean` with the covariance over
/// kappa, the covariance inverse Wishart of nu degrees and psi. Source: Gelman et al., "Bayesian data analysis", 3rd
/// ed., 3.6.
struct NormalInverseWishart {
  std::vector<double> mean;
  double kappa = 0;
  double nu = 0;
  Matrix psi;
};

/// What has been seen, in short: so many games, their mean, the sum of squares about it.
struct Seen {
  double games = 0;  ///< effective: 1/Σw² of weights w that sum to 1
  std::vector<double> mean;
  Matrix scatter;  ///< games × Σ w (x − mean)(x − mean)'
};

/// Weights of `count` games, the newest last, that halve every `half_life` games and sum to 1.
std::vector<double> decayed_weights(std::size_t count, double half_life);
double effective_games(const std::vector<double>& weights);
Seen seen_of(const std::vector<std::vector<double>>& games, const std::vector<double>& weights);

NormalInverseWishart updated(const NormalInverseWishart& prior, const Seen& seen);

/// A multivariate Student's t.
struct StudentLaw {
  std::vector<double> centre;
  Matrix scale;
  double degrees = 0;
};
/// Of the next game: nu − d + 1 degrees, scale psi (kappa + 1)/(kappa (nu − d + 1)).
StudentLaw predictive(const NormalInverseWishart& belief);
double log_density(const StudentLaw& law, const std::vector<double>& x);

}  // namespace ergodic::workloads::players
