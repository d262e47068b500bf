#pragma once

#include "workloads/paths/chains/matrices.hpp"
#include "workloads/paths/chains/state_elimination.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

/// What linear algebra says of a finite Markov chain with transition matrix P, in time and memory that grow with its
/// entries, zeros left out. Source: Kemeny & Snell, "Finite Markov chains", 1960.
namespace ergodic::workloads::paths {

struct MeanAndVariance {
  double mean = 0;
  double variance = 0;
};

/// A set of states: one flag each.
using States = std::vector<bool>;

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
  Vector probabilities() const { return probabilities(targets_, true); }
  /// From each state, the probability that `target`, one of them, is the first of them.
  Vector probabilities(std::size_t target) const;

  /// From each state, mean and variance of the number of steps to the targets; infinite where they may never be
  /// reached.
  std::vector<MeanAndVariance> times() const;

  /// From each state, the expected time to the targets when each visit to state i takes `stay[i]` on average; infinite
  /// where they may never be reached.
  Vector expected_times(const Vector& stay) const;

 private:
  Vector probabilities(const States& targets, bool is_any) const;
  Vector solve(const Vector& b) const;

  SparseMatrix P_;
  States targets_;
  States sure_;                    ///< the targets among them
  std::vector<std::size_t> open_;  ///< states from which the targets are reached, but for themselves
  std::optional<StateElimination> elimination_;
};

/// Whether there is only one π with πP = π: whether there is only one closed class of states.
bool has_stationary_law(const SparseMatrix& P);

/// π with πP = π; nothing where it is not unique, or takes more than `most_work` multiplications.
std::optional<Vector> stationary_law(const SparseMatrix& P, double most_work = any_work);

/// Of the number of a state that has this law.
MeanAndVariance moments_of_number(const Vector& law);

/// After n steps from the law `initial`.
Vector transient_law(const SparseMatrix& P, const Vector& initial, std::int64_t n);

/// Of the first n steps from the law `initial`, time 0 counted.
struct UpToHorizon {
  double hit = 0;             ///< probability of being in the targets at one of the times 0, …, n
  MeanAndVariance first_hit;  ///< the smaller of n and the time of the first
  MeanAndVariance visits;     ///< times in the targets
};
UpToHorizon up_to_horizon(const SparseMatrix& P, const Vector& initial, const States& targets, std::int64_t n);

}  // namespace ergodic::workloads::paths
