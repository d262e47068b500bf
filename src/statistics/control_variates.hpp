#pragma once

#include "statistics/interval.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::statistics {

/// What is known of one control variate X of Y.
struct ControlVariate {
  double observed_mean;
  double known_mean;
};

/// The mean of Y, corrected by how far the controls' observed means lie from their known ones:
///     Ȳ − βᵀ(X̄ − μ), with the β of least squares.
struct ControlledMean {
  double value;
  double standard_error;
  Interval interval;                 ///< Student's t; exact for joint normals, asymptotic else
  std::vector<double> coefficients;  ///< β; 0 for a control that depends linearly on those before it, or is constant
  double r_squared;                  ///< share of Y's variance that the controls explain

  /// How many times as many sessions the plain mean would need for the same variance.
  double gain() const { return 1 / (1 - r_squared); }
};

/// From n sessions: the mean of Y, and the covariances (divisor n − 1) of Y and the controls, row by row, Y first. The
/// variance is s² (1/n + dᵀ S⁻¹ d/(n − 1)), with d = X̄ − μ, S the controls' covariances, and s² the mean square of
/// what is left, over n − k − 1 degrees of freedom. All NaN when n < k + 2 or a covariance is NaN.
/// Source: S. S. Lavenberg & P. D. Welch, Management Science 27 (1981) 322–335, (9)–(13).
ControlledMean controlled_mean(std::int64_t n, double mean, std::span<const ControlVariate> controls,
                               std::span<const double> covariances, double confidence);

}  // namespace ergodic::statistics
