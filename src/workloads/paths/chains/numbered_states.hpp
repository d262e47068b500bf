#pragma once

#include "workloads/paths/algebra/chain_law.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// The states 0, 1, …, n − 1 of a chain, and the transitions between them that its section lists.
class NumberedStates {
 public:
  static constexpr std::int64_t most = 1'000'000;

  explicit NumberedStates(const Parameters& section);

  std::size_t count() const { return count_; }

  /// From `transitions`, rows divided by their sum. Throws StudyError, at the transition, for one that is none, is
  /// there twice, or leads from or to no state; for a state without any, or whose probabilities do not add up to 1.
  SparseMatrix transition_matrix(const Parameters& section) const;

  /// The states that the list `key` names. Throws StudyError for a number that is no state's.
  States set(const Parameters& section, const std::string& key) const;

  /// From `start` or `initial`; without them, state 0 for certain. Throws StudyError when both are set, or `initial` is
  /// not a law.
  Vector initial_law(const Parameters& section) const;

  /// `states`, `transitions`, `start` and `initial`.
  static std::vector<Key> keys();

 private:
  /// The state that the number, in element i of the list `key`, is. Throws StudyError where it is none.
  std::uint32_t state(const Parameters& section, const std::string& key, std::size_t i, double number) const;

  /// Rows of as many numbers as there are names for, the last of them a probability. Throws StudyError for others.
  std::vector<std::vector<double>> rows(const Parameters& section, const std::string& key,
                                        const std::vector<std::string>& names) const;

  std::size_t count_;
};

}  // namespace ergodic::workloads::paths
