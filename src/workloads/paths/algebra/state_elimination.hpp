#pragma once

#include "workloads/paths/algebra/matrices.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace ergodic::workloads::paths {

/// Elimination of some of a chain's states, one after the other: what is left at each time is the chain as it is seen
/// when it is in the states that remain. Nothing is ever subtracted, so that every entry of a solution is right to its
/// last few digits, however small. Sources: Grassmann, Taksar & Heyman, "Regenerative analysis and steady state
/// distributions for Markov chains", Oper. Res. 33(5), 1985; for the order, Amestoy, Davis & Duff, "An approximate
/// minimum degree ordering algorithm", SIAM J. Matrix Anal. Appl. 17(4), 1996, by Eigen; for the pattern of what fills
/// in, Davis, "Direct methods for sparse linear systems", 2006, 4.1.
class StateElimination {
 public:
  /// P(i, j) is the probability of going from state i to j. From each state of `among` but one there is a way out of
  /// `among`; or, where it is a closed class, to all of it. Nothing where it would take more than `most_work`
  /// multiplications, and where a way out has a probability that no double can hold.
  static std::optional<StateElimination> of(const SparseMatrix& P, const std::vector<std::size_t>& among,
                                            double most_work);

  /// x with x = Px + b, of the states among them in the order given: b's expected sum along a path until it leaves
  /// them. b ≥ 0.
  Vector solve(const Vector& b) const;

  /// Of a closed class: π with πP = π, in the order given.
  Vector stationary_law() const;

 private:
  /// Rows of numbers at places, one after the other.
  struct Rows {
    std::vector<std::size_t> end = {};
    std::vector<int> place = {};
    std::vector<double> value = {};

    std::size_t begin_of(std::size_t row) const { return row == 0 ? 0 : end[row - 1]; }
    void push(int at, double number) {
      place.push_back(at);
      value.push_back(number);
    }
  };

  explicit StateElimination(std::vector<int> order) : order_(std::move(order)) {}

  bool eliminate(const SparseMatrix& P, const std::vector<double>& out, const std::vector<int>& parent);

  std::vector<int> order_;     ///< the place, among the states, of each in the order of elimination
  Rows returns_;               ///< of state i, k < i: how often it is in k, while above k, per visit to i from above
  Rows onwards_;               ///< of state i, j > i: the probability of j when i is eliminated
  std::vector<double> leave_;  ///< of state i: the sum of those, and of the way out
};

}  // namespace ergodic::workloads::paths
