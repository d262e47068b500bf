#pragma once

#include "workloads/paths/algebra/matrices.hpp"
#include "workloads/paths/algebra/state_elimination.hpp"
#include "workloads/paths/algebra/weighted_moments.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

/// What linear algebra says of a finite Markov chain with transition matrix P, in time and memory that grow with its
/// entries, zeros left out. Source: Kemeny & Snell, "Finite Markov chains", 1960.
namespace ergodic::workloads::paths {

/// A set of states: one flag each.
using States = std::vector<bool>;

/// Those in the set, in order.
std::vector<std::size_t> numbers(const States& states);

/// 1 for the states in the set, 0 for the others.
Vector indicator(const States& states);

/// The first of the states of the highest probability.
std::size_t likeliest(const Vector& law);

/// For those who solve the chain's equations whatever it takes.
constexpr double any_work = std::numeric_limits<double>::infinity();

/// The first visit to a set of states.
class FirstPassage {
 public:
  FirstPassage(SparseMatrix P, States targets, double most_work = any_work);

  /// Whether the chain's equations could be solved, with no more than `most_work` multiplications; else all that
  /// follows is NaN.
  bool is_known() const { return open_.empty() || elimination_.has_value(); }

  /// From each state, the probability of ever being in the targets.
  Vector probabilities() const;
  /// From each state, the probability that `target`, one of them, is the first of them.
  Vector probabilities(std::size_t target) const;
  /// The probability that the first of them is one of these.
  Vector probabilities(const States& some) const;

  /// From each state, mean and variance of the number of steps to the targets; infinite where they may never be
  /// reached.
  std::vector<MeanAndVariance> times() const;

  /// From each state, the expected time to the targets when each visit to state i takes `stay[i]` on average; infinite
  /// where they may never be reached.
  Vector expected_times(const Vector& stay) const;

 private:
  Vector variances_of_a_step(const Vector& mean) const;
  Vector solve(const Vector& b) const;

  SparseMatrix P_;
  States targets_;
  States sure_;                    ///< the targets among them
  std::vector<std::size_t> open_;  ///< states from which the targets are reached, but for themselves
  std::optional<StateElimination> elimination_;
};

/// Of the number of a state that has this law.
MeanAndVariance moments_of_number(const Vector& law);

/// After n steps from the law `initial`.
Vector transient_law(const SparseMatrix& P, const Vector& initial, std::int64_t n);

}  // namespace ergodic::workloads::paths
