#pragma once

#include <cstdint>

namespace ergodic::workloads::paths {

/// √(e^(sd²) − 1): the standard deviation of a lognormal number over its mean.
double lognormal_spread(double sd);

/// e^x − 1 − x
double beyond_linear(double x);

/// E max(A − B, 0), E max(B − A, 0), E max(A, B) and E min(A, B) of a lognormal price A and a price B, which is one too
/// or certain; not discounted.
struct Options {
  double call, put, best, worst;
};

/// Of prices of these means, where log A/B is normal with the standard deviation `sd` ≥ 0; `log_ratio` = log(mean_a/
/// mean_b), a difference of terms that add up to `terms`. Each is a sum of positive numbers, so right to its last
/// digits far out of the money and for the smallest `sd`, too; or `unknown`, where the rounding of log_ratio decides.
/// Source: Black & Scholes, J. Polit. Econ. 81, 1973; Margrabe, J. Finance 33, 1978.
Options options(double mean_a, double mean_b, long double log_ratio, double terms, double sd);

/// A lognormal price: log S(T) has the variance volatility²·T, and E S(T) = start·e^(growth·T).
struct LognormalPrice {
  double start;
  long double growth;  ///< where volatility is small, its last digits decide
  double volatility;
  double time;

  long double log_drift() const { return growth - static_cast<long double>(volatility) * volatility / 2; }
  double mean() const;
  double standard_deviation() const;
  /// On E max(S − strike, 0), not discounted.
  Options options_at(double strike) const;
  double probability_above(double level) const;
  /// E max(S − strike, 0) where the path never reaches `barrier`, above the start, at any time: over the law of the
  /// end, and of a Brownian bridge to it. Source: Shreve, "Stochastic calculus for finance" 2, 2004, 7.3.
  double up_and_out_call(double strike, double barrier) const;
  /// The geometric mean of the prices at the times T/dates, 2T/dates, …, T. Source: Kemna & Vorst, J. Bank. Finance 14,
  /// 1990.
  LognormalPrice geometric_mean(std::int64_t dates) const;

 private:
  double deviation() const;
};

}  // namespace ergodic::workloads::paths
