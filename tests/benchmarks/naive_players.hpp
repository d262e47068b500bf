#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

/// Draws from regions and box scores as one would write them without Ergodic.
namespace naive {

/// The same region in coordinates of a ball: G y ≤ h, |y| ≤ radius; x = centre + lower y.
struct Region {
  std::size_t size;
  double radius;
  std::vector<double> centre, lower, normals, bounds;
};

class RegionSampler {
 public:
  explicit RegionSampler(const Region& region) : region_(region), y_(region.size) {}

  /// Uniform on the ball until a point is in all halfspaces.
  void draw(std::mt19937_64& generator, double* x) {
    const std::size_t d = region_.size;
    for (;;) {
      double squares = 0;
      for (double& value : y_) {
        value = normal_(generator);
        squares += value * value;
      }
      const double scale =
          region_.radius * std::pow(uniform_(generator), 1.0 / static_cast<double>(d)) / std::sqrt(squares);
      for (double& value : y_)
        value *= scale;
      if (is_inside()) break;
    }
    for (std::size_t i = 0; i < d; ++i) {
      x[i] = region_.centre[i];
      for (std::size_t j = 0; j <= i; ++j)
        x[i] += region_.lower[i * d + j] * y_[j];
    }
  }

 private:
  bool is_inside() const {
    for (std::size_t i = 0; i < region_.bounds.size(); ++i) {
      double at = 0;
      for (std::size_t j = 0; j < region_.size; ++j)
        at += region_.normals[i * region_.size + j] * y_[j];
      if (at > region_.bounds[i]) return false;
    }
    return true;
  }

  const Region& region_;
  std::vector<double> y_;
  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
};

/// A full box score from thirteen rates, in the order of the workload's; fourteen counts.
struct Box {
  int used, turnovers, trips, threes, threes_in, twos_in, free_in, assists, offensive, defensive, steals, blocks, fouls,
      points;
};

inline Box box_score(std::mt19937_64& generator, const std::array<double, 13>& rates, double minutes, double deviation,
                     double pace) {
  const auto binomial = [&](int trials, double p) { return std::binomial_distribution<int>(trials, p)(generator); };
  std::normal_distribution<double> normal(minutes, deviation);
  double played = normal(generator);
  while (played < 0 || played > 48)
    played = normal(generator);
  std::uniform_real_distribution<double> uniform;
  int n = static_cast<int>(pace * played / 48 + uniform(generator));
  Box box{};
  box.fouls = std::min(binomial(n, rates[12]), 6);
  box.used = binomial(n, rates[0]);
  box.turnovers = binomial(box.used, rates[1]);
  box.trips = binomial(box.used - box.turnovers, rates[2]);
  const int attempts = box.used - box.turnovers - box.trips;
  box.threes = binomial(attempts, rates[3]);
  box.twos_in = binomial(attempts - box.threes, rates[4]);
  box.threes_in = binomial(box.threes, rates[5]);
  box.free_in = binomial(2 * box.trips, rates[6]);
  box.assists = binomial(n - box.used, rates[7]);
  box.offensive = binomial(n, rates[8]);
  box.defensive = binomial(n, rates[9]);
  box.steals = binomial(n, rates[10]);
  box.blocks = binomial(n, rates[11]);
  box.points = 2 * box.twos_in + 3 * box.threes_in + box.free_in;
  return box;
}

}  // namespace naive
