#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ergodic::workloads::paths {

/// Brownian motion at the times 1, …, n from n normals: the first gives the value at the end, and each further one that
/// in the middle of an interval between known values, the wider intervals first. So the first few of the normals decide
/// most of the path. Source: Moskowitz & Caflisch, Math. Comput. Modelling 23, 1996; Glasserman, "Monte Carlo methods
/// in financial engineering", 2004, 3.1.
class BridgeConstruction {
 public:
  /// `steps`: 1 at least.
  explicit BridgeConstruction(std::size_t steps);

  /// Turns independent standard normals into the steps' increments, which are such again: an orthogonal map. Of several
  /// motions side by side, `normals` and `increments` hold that of motion f at place i as i · motions + f.
  void construct(std::span<const double> normals, std::span<double> increments) const;

 private:
  /// A value between two known ones: a weighted mean of them and noise.
  struct Middle {
    std::size_t left, right, middle;  ///< times
    double of_left, of_right, spread;
  };

  double last_spread_;
  std::vector<Middle> middles_;
};

}  // namespace ergodic::workloads::paths
