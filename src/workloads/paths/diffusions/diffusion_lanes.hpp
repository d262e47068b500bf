#pragma once

#include <ergodic/stream.hpp>

#include <cstdint>
#include <span>

/// Paths of diffusions side by side in the lanes of vector registers. What they leave is, to the last bit, what
/// Diffusion::path() leaves with the same streams.
namespace ergodic::workloads::paths {

/// A step of Brownian motion: move + spread·Z.
struct BrownianStep {
  double move, spread, length;
};
/// Of the logarithm of geometric Brownian motion.
struct GeometricStep {
  double move, spread, length;
};
/// Of the Ornstein–Uhlenbeck process: level + (x − level)·decay + spread·Z, and the integral over it, given Z.
struct OrnsteinUhlenbeckStep {
  double level, decay, spread, share, regression, rest, length;
};

/// What is known of a path after its last step.
struct PathSums {
  double terminal;
  double maximum, minimum;    ///< on the grid, the start included
  double continuous_maximum;  ///< that between its points, too, where it is watched
  double integral;
  double sum, log_sum;  ///< of the values after the start, and of their logarithms, where they are wanted; those of
                        ///< geometric Brownian motion are of what it is to its start
  double before;        ///< how many of the grid's points come before the barrier is reached, the start among them
};

/// How a path goes on its grid, and what of it is wanted.
struct DiffusionPlan {
  double start;
  std::int64_t steps;
  bool between_steps;
  bool wants_values;  ///< of prices: those between start and end, without which there are no sums and no integral
  double barrier;     ///< of geometric Brownian motion: the logarithm of what it is to the start; infinite without one
};

/// Paths of the replicates first, first + 1, …: one for each of `paths`.
void simulate_in_lanes(const BrownianStep& step, const DiffusionPlan& plan, const Streams& streams, std::uint64_t first,
                       std::span<PathSums> paths);
void simulate_in_lanes(const GeometricStep& step, const DiffusionPlan& plan, const Streams& streams,
                       std::uint64_t first, std::span<PathSums> paths);
void simulate_in_lanes(const OrnsteinUhlenbeckStep& step, const DiffusionPlan& plan, const Streams& streams,
                       std::uint64_t first, std::span<PathSums> paths);

}  // namespace ergodic::workloads::paths
