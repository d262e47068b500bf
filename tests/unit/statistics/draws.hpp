#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

namespace ergodic::statistics::test {

/// What a right figure may be off by, in standard errors: a two-sided significance of 1e-6.
inline constexpr double five_sigma = 4.9;

/// Random data for the tests: only the generator's raw words are the same on every machine, so all is made of them.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : words_(seed) {}

  std::uint64_t word() { return words_(); }
  /// 0 < u < 1.
  double uniform() { return (static_cast<double>(word() >> 12) + 0.5) * 0x1p-52; }
  /// 0 … bound − 1; the bias is bound / 2^64.
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(word() % static_cast<std::uint64_t>(bound));
  }
  /// −bound … bound.
  std::int64_t within(std::int64_t bound) { return below(2 * bound + 1) - bound; }
  double normal() {
    return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform());  // Box & Muller
  }
  /// Both signs, every magnitude from 2^low to 2^high equally likely.
  double of_any_magnitude(double low, double high) {
    const double magnitude = std::exp2(low + (high - low) * uniform());
    return word() % 2 == 0 ? magnitude : -magnitude;
  }

 private:
  std::mt19937_64 words_;
};

}  // namespace ergodic::statistics::test
