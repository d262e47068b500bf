#pragma once

#include "workloads/players/region/matrix.hpp"

#include <vector>

namespace ergodic::workloads::players {

/// The point of a polyhedron that is nearest to the origin, and why no point is nearer.
struct LeastDistance {
  /// False: the halfspaces have no point in common. The multipliers λ ≥ 0 then have |G'λ| = 0 > h'λ.
  bool exists = false;
  std::vector<double> point;        ///< y* = −G'λ
  std::vector<double> multipliers;  ///< λ ≥ 0, one a halfspace; above 0 only where y* lies on its border
  double squared = 0;               ///< |y*|² = −h'λ
};

/// Minimises |y|² under G y ≤ h, whose rows have length 1. Source: Lawson & Hanson, "Solving least squares problems",
/// 1974, ch. 23: least-distance programming by non-negative least squares.
LeastDistance least_distance(const Matrix& normals, const std::vector<double>& bounds);

}  // namespace ergodic::workloads::players
