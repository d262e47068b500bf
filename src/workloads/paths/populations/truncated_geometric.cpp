#include "workloads/paths/populations/truncated_geometric.hpp"

#include "workloads/paths/populations/bernoulli.hpp"

#include <cmath>

namespace ergodic::workloads::paths {

namespace {

constexpr double small = 0.1;  // up to here a series is exact; beyond, little cancels
constexpr double half = 0.7;   // beyond −log ½ the usual formulae are

/// 1/(4 sinh²(x/2)) = e^x/(e^x − 1)²: the variance of a geometric law of ratio e^−x.
double variance_without_end(double x) { return 1 / (4 * std::pow(std::sinh(x / 2), 2)); }

/// 1/x² less that.
double lack_of_variance(double x) {
  if (x > small) return 1 / (x * x) - variance_without_end(x);
  const double square = x * x;
  return 1.0 / 12 - square * (1.0 / 240 - square * (1.0 / 6048 - square * (1.0 / 172800 - square / 5322240)));
}

}  // namespace

double TruncatedGeometric::sum_over_largest() const {
  const double fall = std::abs(log_ratio_);
  if (fall == 0) return last_ + 1;
  return std::expm1(-(last_ + 1) * fall) / std::expm1(-fall);
}

double TruncatedGeometric::first_over_largest() const { return log_ratio_ > 0 ? std::exp(-last_ * log_ratio_) : 1; }
double TruncatedGeometric::last_over_largest() const { return log_ratio_ < 0 ? std::exp(last_ * log_ratio_) : 1; }

/// With x = −log ratio and n numbers: 1/(e^x − 1) − n/(e^nx − 1), of which each is large where x is small.
double TruncatedGeometric::mean() const {
  if (last_ == 0) return 0;
  if (log_ratio_ > 0) return last_ - TruncatedGeometric(-log_ratio_, last_).mean();
  const double x = -log_ratio_, n = last_ + 1;
  if (std::isinf(n)) return 1 / std::expm1(x);
  if (x > half) return 1 / std::expm1(x) - n / std::expm1(n * x);
  return bernoulli_rest(x) - n * bernoulli_rest(n * x);
}

double TruncatedGeometric::variance() const {
  if (last_ == 0) return 0;
  const double x = std::abs(log_ratio_), n = last_ + 1;
  if (std::isinf(n)) return variance_without_end(x);
  if (x > half) return variance_without_end(x) - n * n * variance_without_end(n * x);
  return n * n * lack_of_variance(n * x) - lack_of_variance(x);
}

}  // namespace ergodic::workloads::paths
