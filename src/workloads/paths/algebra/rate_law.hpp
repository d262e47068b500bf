#pragma once

#include "workloads/paths/algebra/matrices.hpp"

#include <vector>

/// Chains in continuous time, by the rates between their states: a matrix whose diagonal is 0.
namespace ergodic::workloads::paths {

/// The rate at which the state is left that is left fastest.
double fastest_rate(const Matrix& rates);

/// The chain that goes on at the rate `pace`, as fast as any state is left, and may stay where it is. Source: Jensen,
/// "Markoff chains as an aid in the study of Markoff processes", 1953.
SparseMatrix uniformised(const Matrix& rates, double pace);

/// e^Qt, Q being the rates with what makes rows add up to 0, and integrals along paths until t: from a time so short
/// that the chain hardly moves, doubled until it is t. Rates may be as far apart as numbers can be: no probability is a
/// difference of others.
class RateLaw {
 public:
  /// `gains`: what a path earns in each state per unit of time.
  RateLaw(const Matrix& rates, double time, std::vector<Vector> gains = {});

  /// The law at the time t of a chain that has the law `initial` at time 0.
  Vector from(const Vector& initial) const;
  /// Its expected gain until then.
  double expected_gain(const Vector& initial, std::size_t gain) const { return dot(initial, gains_[gain]); }

 private:
  Matrix P_;                   ///< from state to state
  std::vector<Vector> gains_;  ///< expected, from each state
};

}  // namespace ergodic::workloads::paths
