#pragma once

#include <ergodic/exact.hpp>

#include <cstdint>
#include <functional>
#include <utility>

/// Closed forms for the diffusions' exact answers. Printed, never drawn with: they may use the machine's mathematics.
namespace ergodic::workloads::paths {

/// Φ(x)
double normal_cdf(double x);

/// A lognormal price: log S(T) is normal about log `start` + `log_drift`·T, with variance volatility²·T.
struct LognormalPrice {
  double start;
  double log_drift;
  double volatility;
  double time;

  double mean() const;
  double variance() const;
  /// E max(S − strike, 0), not discounted. Source: Black & Scholes, J. Polit. Econ. 81, 1973.
  double call(double strike) const;
  double probability_above(double level) const;
  /// E max(S − strike, 0) where the path never reaches `barrier`, above the start, at any time: over the law of the
  /// end, and of a Brownian bridge to it. Source: Shreve, "Stochastic calculus for finance" 2, 2004, 7.3.
  double up_and_out_call(double strike, double barrier) const;
  /// E max(G − strike, 0) of the geometric mean G at the times T/dates, 2T/dates, …, T. Source: Kemna & Vorst, J. Bank.
  /// Finance 14, 1990.
  double geometric_asian_call(double strike, std::int64_t dates) const;
};

/// The distribution function of its value at the time.
std::function<double(double)> lognormal_distribution(const LognormalPrice& price);
/// That of a normal law.
std::function<double(double)> normal_distribution(const ExactMoments& moments);

/// P(x + drift·t + volatility·W(t) reaches a level `distance` > 0 above x by `time`).
double hitting_probability(double distance, double drift, double volatility, double time);

/// Mean and variance of how far a Brownian bridge over a distance `apart` ≥ 0, of the given variance were it not
/// pinned, rises above the higher of its ends: of the law P(excess > x) = exp(−2 x (x + apart)/variance).
struct MeanAndSpread {
  double mean, variance;
};
MeanAndSpread excess_of_bridge(double apart, double variance);

/// E max(A − B, 0) of two lognormal prices with these means, where log A/B has the standard deviation `sd`, not
/// discounted. Source: Margrabe, "The value of an option to exchange one asset for another", J. Finance 33, 1978.
double exchange_option(double mean_a, double mean_b, double sd);

struct MertonPrice {
  double start, growth, volatility, jump_rate, jump_mean, jump_sd, time;  ///< E S(T) = start·e^(growth·T)

  double variance() const;
  /// The fewest and the most that are of any weight, in probability or in E S(T), where their law is Poisson, too, of
  /// the mean jump_rate·time·E e^jump.
  std::pair<double, double> jumps_that_count() const;
  /// Not discounted: a Poisson mixture of lognormal prices. Source: Merton, J. Financ. Econ. 3, 1976.
  double call(double strike) const;
};

struct HestonPrice {
  double start, growth, variance, mean_reversion, level, volatility, correlation, time;

  double mean_variance() const;
  double variance_of_variance() const;
  double mean_log() const;
  /// Not discounted, by Lewis' integral of the characteristic function: "Option valuation under stochastic volatility",
  /// 2000; the characteristic function as in Albrecher et al., "The little Heston trap", Wilmott, 2007.
  double call(double strike) const;
};

/// E exp(−∫X) over `time`. Source: Cox, Ingersoll & Ross, Econometrica 53, 1985.
double cir_bond(double start, double mean_reversion, double level, double volatility, double time);

}  // namespace ergodic::workloads::paths
