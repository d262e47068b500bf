#pragma once

#include "analysis/known.hpp"
#include "analysis/results.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ergodic::analysis {

/// How many values of a case's rows the intervals of its quantiles take; those of sketched columns take none.
std::uint64_t values_to_read(const Results& results);

/// Holds simulated quantiles, at engine::summary_probabilities(), against those of the distribution function F that the
/// values of `sessions` sessions have. z is (F(x) − p)/√(p(1 − p)/n) of the simulated p-quantile x: F(X) is uniform,
/// whatever the law of X.
std::vector<Known> known_quantiles(const std::function<double(double)>& distribution, std::span<const double> simulated,
                                   std::int64_t sessions);

}  // namespace ergodic::analysis
