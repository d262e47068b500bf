#pragma once

#include <cstdint>
#include <span>

namespace ergodic::statistics {

struct Interval {
  double low;
  double high;
};

// A confidence is strictly between 0 and 1, such as 0.95; all intervals are two-sided.

/// Wilson's score interval of a proportion. Source: E. B. Wilson, JASA 22 (1927) 209–212. [0, 1] when trials = 0.
Interval wilson(std::int64_t successes, std::int64_t trials, double confidence);

/// Student's t interval of a mean from its sample standard deviation; infinite when n < 2.
Interval student(double mean, double standard_deviation, std::int64_t n, double confidence);

/// Normal interval from a standard error.
Interval normal(double value, double standard_error, double confidence);

/// Pearson's chi-square test of counts against probabilities, which sum to 1 (cells with probability 0 must be empty,
/// else the statistic is infinite and p = 0). Its degrees of freedom are the cells of positive probability less one; p
/// = 1 when there are none, or nothing was counted. The p-value is asymptotic: expect 5 in every cell. Source: K.
/// Pearson, Philosophical Magazine 50 (1900) 157–175.
struct ChiSquare {
  double statistic;
  double degrees;
  double p_value;
};
ChiSquare chi_square(std::span<const std::int64_t> counts, std::span<const double> probabilities);

/// One-sample Kolmogorov–Smirnov: the largest distance of the sorted sample's distribution from `cdf` values at its
/// points, and the asymptotic p-value with Stephens' correction, good to about 1 % from 5 values on. No value: distance
/// 0, p = 1. Source: M. A. Stephens, JRSS B 32 (1970) 115–122.
struct KolmogorovSmirnov {
  double distance;
  double p_value;
};
KolmogorovSmirnov kolmogorov_smirnov(std::span<const double> cdf_of_sorted_sample);

}  // namespace ergodic::statistics
