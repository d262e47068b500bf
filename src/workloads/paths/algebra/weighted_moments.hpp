#pragma once

#include <utility>

namespace ergodic::workloads::paths {

struct MeanAndVariance {
  double mean = 0;
  double variance = 0;
};

/// Mean and variance of numbers as they come, each with a weight. Source: West, "Updating mean and variance estimates:
/// an improved method", Comm. ACM 22(9), 1979.
class WeightedMoments {
 public:
  void add(double number, double weight) {
    if (weight == 0) return;
    const double before = std::exchange(weights_, weights_ + weight), off = number - mean_;
    mean_ += off * (weight / weights_);
    squares_ += off * off * weight * (before / weights_);
  }
  MeanAndVariance moments() const { return {mean_, squares_ / weights_}; }

 private:
  double weights_ = 0, mean_ = 0, squares_ = 0;
};

}  // namespace ergodic::workloads::paths
