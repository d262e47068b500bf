#pragma once

#include "statistics/interval.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::statistics {

/// How far A lies above B: the difference of their means or shares, A − B. All NaN while undefined.
struct Difference {
  double value;
  double standard_error;
  Interval interval;
  double p_value;  ///< two-sided, of no difference
};

/// What a test of means needs of n values.
struct Sample {
  double mean;
  double standard_deviation;  ///< divisor n − 1
  std::int64_t n;
};

/// Of two independent samples whose variances may differ: Welch's t with Satterthwaite's degrees of freedom. NaN when
/// either has fewer than two values; without any variance, the interval is the difference alone and p is 0 or 1.
/// Source: B. L. Welch, Biometrika 34 (1947) 28–35.
Difference welch(const Sample& a, const Sample& b, double confidence);

/// Of pairs, from the sample of their differences a_i − b_i: Student's t with n − 1 degrees of freedom. NaN and without
/// variance as welch().
Difference paired(const Sample& differences, double confidence);

/// Of the shares of two independent samples. The interval is Newcombe's from Wilson's (method 10 of R. G. Newcombe,
/// Statistics in Medicine 17 (1998) 873–890), which holds for shares near 0 and 1 too; p is that of the score test with
/// pooled variance, whose square is Pearson's chi-square of the 2 × 2 table. NaN when either has no trial.
struct Trials {
  std::int64_t successes;
  std::int64_t n;
};
Difference independent_shares(const Trials& a, const Trials& b, double confidence);

/// Of the shares in pairs. The interval is Newcombe's for pairs (method 10 of Statistics in Medicine 17 (1998)
/// 2635–2650: Wilson's with the correlation φ, corrected for continuity); p is McNemar's, exact. NaN without pairs.
struct PairCounts {
  std::int64_t both = 0, only_a = 0, only_b = 0, neither = 0;
};
Difference paired_shares(const PairCounts& pairs, double confidence);

/// An estimate from values that come in clusters, such as those of one date: dependent within a cluster, independent
/// between them. `scores`: of each cluster the sum of (value − mean) / n over its values, with a minus for those of the
/// sample that is taken away. The variance is c · Σ score², with c = G/(G − 1) · (n − 1)/(n − k) for G clusters, n
/// values and k means that were estimated, as statsmodels and Stata have it; the law is Student's with G − 1 degrees of
/// freedom. With fewer than two clusters all but the value is NaN.
/// Source: K.-Y. Liang and S. L. Zeger, Biometrika 73 (1986) 13–22; A. C. Cameron and D. L. Miller, Journal of Human
/// Resources 50 (2015) 317–372, II.B.
Difference clustered(double value, std::span<const double> scores, std::int64_t n, std::int64_t k, double confidence);

/// Holm's adjusted p-values, in the order given: rejecting those at most α makes a wrong rejection with probability at
/// most α in the whole family, however the tests depend on each other. A NaN is no member of the family and stays NaN.
/// Source: S. Holm, Scandinavian Journal of Statistics 6 (1979) 65–70.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace ergodic::statistics
