#pragma once

#include "workloads/paths/algebra/chain_law.hpp"

#include <ergodic/exact.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace ergodic::workloads::paths {

/// What paths do in the long run.
struct LongRun {
  std::size_t classes;           ///< closed ones: of several, each path ends in one
  std::optional<Vector> shares;  ///< of steps in each state; nothing where they take too much work

  /// Whether they are the same from all starts.
  bool is_stationary() const { return classes == 1; }
};

/// Of paths that have the law `initial` at time 0, with no more than `most_work` multiplications for each of the
/// systems of equations.
LongRun long_run(const SparseMatrix& P, const Vector& initial, double most_work = any_work);

/// "stationary_" or "limit_" and `of`, the share of `steps`, or of time.
ExactFigure share_figure(const LongRun& run, const std::string& of, double share, const std::string& steps,
                         const std::string& what);

/// A figure of each state, by its name.
void add_shares(const LongRun& run, const std::string& steps, const std::function<std::string(std::size_t)>& label,
                ExactResults& exact);

/// Says, where there is no stationary law, why not.
void add_note_on_classes(const LongRun& run, ExactResults& exact);

}  // namespace ergodic::workloads::paths
