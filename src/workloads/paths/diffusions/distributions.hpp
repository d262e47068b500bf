#pragma once

#include <ergodic/exact.hpp>

#include <functional>

/// Distribution functions, against which simulated quantiles are held.
namespace ergodic::workloads::paths {

/// Of a normal law, whose standard deviation is known.
std::function<double(double)> normal_distribution(const ExactMoments& moments);
/// Of start·exp X, X being normal.
std::function<double(double)> lognormal_distribution(double start, double mean, double standard_deviation);

}  // namespace ergodic::workloads::paths
