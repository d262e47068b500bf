#pragma once

#include "workloads/players/region/region.hpp"
#include "workloads/players/region/sampler.hpp"

#include <ergodic/stream.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::workloads::players::test {

inline Matrix square(const std::vector<std::vector<double>>& rows) {
  Matrix matrix(rows.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j)
      matrix(i, j) = rows[i][j];
  }
  return matrix;
}

inline Matrix unit_matrix(std::size_t size) {
  Matrix matrix(size, size);
  for (std::size_t i = 0; i < size; ++i)
    matrix(i, i) = 1;
  return matrix;
}

/// normal[place] = factor, all else 0.
inline Halfspace at_most(std::size_t size, std::size_t place, double bound, double factor = 1) {
  Halfspace halfspace{"x" + std::to_string(place) + (factor > 0 ? " <= " : " >= ") + std::to_string(bound * factor),
                      std::vector<double>(size), bound};
  halfspace.normal[place] = factor;
  return halfspace;
}
inline Halfspace at_least(std::size_t size, std::size_t place, double bound) {
  return at_most(size, place, -bound, -1);
}

inline Streams streams_of(std::uint32_t seed) { return Streams(Philox4x32::Key{seed, 20}); }

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

/// Seven shares of a player: true shooting, usage, assists, turnovers, rebounds, steals, blocks. The moments are those
/// of an invented player of the public repository LukeCampbell3/NBA-Analytical-Model (MIT licence).
inline RegionDescription seven_shares(Law law) {
  return {.centre = {.62, .305, .28, .12, .18, .015, .008},
          .scale = square({{.0025, .0015, .0012, .0005, .0003, .0001, .00005},
                           {.0015, .0020, .0008, .0004, .0002, .00008, .00004},
                           {.0012, .0008, .0018, .0006, .0004, .0001, .00006},
                           {.0005, .0004, .0006, .0015, .0003, .00009, .00005},
                           {.0003, .0002, .0004, .0003, .0012, .00007, .00004},
                           {.0001, .00008, .0001, .00009, .00007, .0008, .00003},
                           {.00005, .00004, .00006, .00005, .00004, .00003, .0006}}),
          .law = law,
          .credibility = .8};
}
inline void add_box(RegionDescription& region) {
  const std::size_t size = region.centre.size();
  for (std::size_t j = 0; j < size; ++j) {
    region.halfspaces.push_back(at_least(size, j, 0));
    region.halfspaces.push_back(at_most(size, j, 1));
  }
}

}  // namespace ergodic::workloads::players::test
