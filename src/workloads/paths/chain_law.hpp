#pragma once

#include <Eigen/Dense>

#include <cstdint>
#include <optional>
#include <vector>

/// What linear algebra says of a finite Markov chain with transition matrix P: P(i, j) is the probability of going from
/// i to j. Source: Kemeny & Snell, "Finite Markov chains", 1960.
namespace ergodic::workloads::paths {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

struct MeanAndVariance {
  double mean = 0;
  double variance = 0;
};

/// A set of states: one flag each.
using States = std::vector<bool>;

/// The states from which a path of positive probability leads to `targets`; these among them.
States states_that_reach(const Matrix& P, const States& targets);

/// From each state, the probability of ever being in `targets`.
Vector hitting_probabilities(const Matrix& P, const States& targets);

/// From each state, mean and variance of the number of steps to `targets`; infinite where they may never be reached.
std::vector<MeanAndVariance> hitting_times(const Matrix& P, const States& targets);

/// π with πP = π; nothing where it is not unique. By Grassmann, Taksar & Heyman's elimination, which subtracts nothing:
/// "Regenerative analysis and steady state distributions for Markov chains", Oper. Res. 33(5), 1985.
std::optional<Vector> stationary_law(const Matrix& P);

/// lim n·Var of the share of n steps spent in `targets`, of a chain with the stationary law π: from the solution of
/// Poisson's equation.
double asymptotic_variance(const Matrix& P, const Vector& stationary, const States& targets);

/// After n steps from the law `initial`.
Vector transient_law(const Matrix& P, const Vector& initial, std::int64_t n);

/// Of the first n steps from the law `initial`, time 0 counted.
struct UpToHorizon {
  double hit = 0;             ///< probability of being in the targets at one of the times 0, …, n
  MeanAndVariance first_hit;  ///< the smaller of n and the time of the first
  MeanAndVariance visits;     ///< times in the targets
};
UpToHorizon up_to_horizon(const Matrix& P, const Vector& initial, const States& targets, std::int64_t n);

}  // namespace ergodic::workloads::paths
