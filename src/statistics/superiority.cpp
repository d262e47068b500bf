#include "statistics/superiority.hpp"

#include "core/contracts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ergodic::statistics {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr Superiority not_known{undefined, undefined, undefined, {undefined, undefined}};

Superiority with_interval(double probability, double error, double resolution, double confidence) {
  const Interval interval = normal(probability, error, confidence);
  return {probability,
          error,
          resolution,
          {std::max(0.0, interval.low - resolution), std::min(1.0, interval.high + resolution)}};
}

double total(std::span<const std::int64_t> counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

/// Mean and sample variance of P(B < x) + ½ P(B = x) over the values x of A.
struct Placements {
  double mean;
  double variance;
};
Placements placements(std::span<const std::int64_t> a, std::span<const std::int64_t> b, double n_a, double n_b) {
  double mean = 0, squares = 0;
  std::int64_t below = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k] > 0) {
      const double placement = (static_cast<double>(below) + 0.5 * static_cast<double>(b[k])) / n_b;
      const double share = static_cast<double>(a[k]) / n_a;
      mean += share * placement;
      squares += share * (placement - 0.5) * (placement - 0.5);
    }
    below += b[k];
  }
  const double variance = std::max(0.0, squares - (mean - 0.5) * (mean - 0.5)) * n_a / (n_a - 1);
  return {mean, variance};
}

}  // namespace

Superiority paired_superiority(std::int64_t above, std::int64_t ties, std::int64_t below, double confidence) {
  const auto n = static_cast<double>(above + ties + below);
  if (n == 0) return not_known;
  // Of scores 1, ½ and 0: ½ plus half of a score +1, 0, −1.
  const double excess = static_cast<double>(above - below) / n;
  const double variance = static_cast<double>(above + below) / n - excess * excess;
  return with_interval(0.5 + excess / 2, std::sqrt(variance / n) / 2, 0, confidence);
}

OrderedBuckets OrderedBuckets::whole(double least, double greatest) {
  ERGODIC_EXPECT(least <= greatest);
  OrderedBuckets buckets;
  buckets.least_ = least;
  buckets.width_ = static_cast<std::size_t>(greatest - least) + 1;
  return buckets;
}

OrderedBuckets OrderedBuckets::sampled(std::vector<double> sample) {
  ERGODIC_EXPECT(!sample.empty());
  std::sort(sample.begin(), sample.end());
  sample.erase(std::unique(sample.begin(), sample.end()), sample.end());
  OrderedBuckets buckets;
  buckets.edges_ = std::move(sample);
  return buckets;
}

void OrderedBuckets::count(std::span<const double> values, std::span<std::int64_t> counts) const {
  ERGODIC_EXPECT(counts.size() == size());
  if (edges_.empty()) {
    for (const double value : values)
      ++counts[static_cast<std::size_t>(value - least_)];
    return;
  }
  for (const double value : values) {
    // A binary search without branches: which way it goes is random here.
    const double* edge = edges_.data();
    for (std::size_t left = edges_.size(); left > 1;) {
      const std::size_t half = left / 2;
      edge += edge[half] <= value ? half : 0;
      left -= half;
    }
    const auto at = 2 * static_cast<std::size_t>(edge - edges_.data());
    ++counts[at + (*edge == value ? 1 : *edge < value ? 2 : 0)];
  }
}

Superiority superiority(const OrderedBuckets& buckets, std::span<const std::int64_t> a, std::span<const std::int64_t> b,
                        double confidence) {
  ERGODIC_EXPECT(a.size() == buckets.size() && b.size() == buckets.size());
  const double n_a = total(a), n_b = total(b);
  if (n_a < 2 || n_b < 2) return not_known;
  const Placements of_a = placements(a, b, n_a, n_b);
  const Placements of_b = placements(b, a, n_b, n_a);
  double unresolved = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (!buckets.is_single(k)) unresolved += static_cast<double>(a[k]) / n_a * (static_cast<double>(b[k]) / n_b);
  }
  return with_interval(of_a.mean, std::sqrt(of_a.variance / n_a + of_b.variance / n_b), unresolved / 2, confidence);
}

}  // namespace ergodic::statistics
