#pragma once

#include "workloads/paths/diffusions/lognormal_price.hpp"

#include <utility>

namespace ergodic::workloads::paths {

/// A lognormal price with lognormal jumps at Poisson times. Source: Merton, J. Financ. Econ. 3, 1976.
struct MertonPrice {
  double start, growth, volatility, jump_rate, jump_mean, jump_sd, time;  ///< E S(T) = start·e^(growth·T)

  double mean() const;
  double standard_deviation() const;
  /// E and Var log S(T)/start
  double mean_log() const;
  double variance_of_log() const;
  /// The fewest and the most that can count, in probability or in E S(T), where their law is Poisson, too, of the mean
  /// jump_rate·time·E e^jump: what is beyond is less than the smallest number.
  std::pair<double, double> jumps_that_count() const;
  /// On E max(S − strike, 0), not discounted: a Poisson mixture of lognormal prices.
  Options options_at(double strike) const;
};

}  // namespace ergodic::workloads::paths
