#pragma once

#include "workloads/players/region/sampler.hpp"

#include <ergodic/stream.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::workloads::players::test {

/// Means and covariances of draws, and whether they are what they should be: within 4.5 standard errors, which come
/// from the draws themselves.
class Sample {
 public:
  Sample(const RegionSampler& sampler, std::size_t dimension, std::size_t draws, const Streams& streams)
      : dimension_(dimension) {
    std::vector<double> x(dimension);
    for (std::size_t i = 0; i < draws; ++i) {
      Stream stream = streams.open(i);
      sampler.draw(stream, x);
      points_.push_back(x);
    }
  }

  template <class Function>
  void expect(double value, const Function& function, const std::string& of) const {
    double mean = 0;
    double squares = 0;
    for (const std::vector<double>& x : points_)
      mean += function(x) / count();
    for (const std::vector<double>& x : points_)
      squares += (function(x) - mean) * (function(x) - mean) / count();
    EXPECT_NEAR(mean, value, 4.5 * std::sqrt(squares / count()) + 1e-12) << of;
  }

  /// `error`: of the known values themselves.
  void expect_moments(const std::vector<double>& mean, const std::vector<double>& deviation, double error = 0) const {
    for (std::size_t j = 0; j < dimension_; ++j) {
      const double spread = deviation[j];
      double sum = 0;
      double squares = 0;
      double fourth = 0;
      for (const std::vector<double>& x : points_) {
        const double from = (x[j] - mean[j]) / spread;
        sum += from / count();
        squares += from * from / count();
        fourth += from * from * from * from / count();
      }
      EXPECT_NEAR(sum, 0, 4.5 * std::sqrt(1 / count()) + 4.5 * error / spread) << "mean of " << j;
      EXPECT_NEAR(squares, 1, 4.5 * std::sqrt((fourth - 1) / count()) + 9 * error / spread) << "variance of " << j;
    }
  }

  const std::vector<std::vector<double>>& points() const { return points_; }
  double count() const { return static_cast<double>(points_.size()); }

 private:
  std::size_t dimension_;
  std::vector<std::vector<double>> points_;
};

}  // namespace ergodic::workloads::players::test
