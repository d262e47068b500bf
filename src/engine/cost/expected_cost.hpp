#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ergodic::engine {

/// What the sessions of a study, or of a stage, are expected to cost: as their kind says, and so a function of the
/// study alone.
class ExpectedCost {
 public:
  ExpectedCost() = default;
  /// `seconds`: of a session of each case, where that is known. Throws InternalError for what is no time.
  ExpectedCost(const std::vector<std::optional<double>>& seconds, bool is_uneven);

  /// Whether ranks had better draw blocks as they become free.
  bool is_uneven() const { return is_uneven_; }
  /// [s] of a session; of a case of which nothing is known, 0.
  double seconds(std::size_t of_case) const { return seconds_.empty() ? 0 : seconds_.at(of_case); }
  /// How many sessions make a block: no more than are usual, nor in the costliest case than so many seconds' work.
  std::uint64_t sessions_per_block(std::uint64_t usual, double longest) const;

 private:
  std::vector<double> seconds_;  ///< of each case; empty: they are alike, or nothing is known
  double dearest_ = 0;
  bool is_uneven_ = false;
};

}  // namespace ergodic::engine
