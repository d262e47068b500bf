#pragma once

#include "statistics/difference.hpp"

#include <cstdint>
#include <span>

namespace ergodic::statistics {

/// An estimate from values that come in clusters, such as those of one date: dependent within a cluster, independent
/// between them. `scores`: of each cluster the sum of (value − mean) / n over its values, with a minus for those of the
/// sample that is taken away. The variance is c · Σ score², with c = G/(G − 1) · (n − 1)/(n − k) for G clusters, n
/// values and k means that were estimated, as statsmodels and Stata have it; the law is Student's with G − 1 degrees of
/// freedom. With fewer than two clusters all but the value is NaN.
/// Source: K.-Y. Liang and S. L. Zeger, Biometrika 73 (1986) 13–22; A. C. Cameron and D. L. Miller, Journal of Human
/// Resources 50 (2015) 317–372, II.B.
Difference clustered(double value, std::span<const double> scores, std::int64_t n, std::int64_t k, double confidence);

}  // namespace ergodic::statistics
