#pragma once

#include <cstdint>

namespace ergodic::statistics {

/// The ranks, from 1, of two of n values in ascending order. Rank 0 stands for −∞, n + 1 for ∞.
struct RankInterval {
  std::uint64_t low;
  std::uint64_t high;
};

/// Between the values of these ranks lies, with at least this confidence, the p-quantile of the law that n independent
/// values have, whatever that law is: at each end it lies outside with at most half of the rest. 0 < probability < 1.
/// How many values lie below the quantile is binomial.
/// Source: H. A. David & H. N. Nagaraja, Order Statistics (3rd ed., 2003), 7.1.
RankInterval quantile_interval(double probability, std::uint64_t n, double confidence);

}  // namespace ergodic::statistics
