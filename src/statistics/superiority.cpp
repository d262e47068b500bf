#include "statistics/superiority.hpp"

#include "core/contracts.hpp"
#include "statistics/undefined.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::statistics {
namespace {

constexpr Superiority not_known{undefined, undefined, undefined, {undefined, undefined}};

Superiority with_interval(double probability, double error, double resolution, double confidence) {
  const Interval interval = normal(probability, error, confidence);
  return {probability,
          error,
          resolution,
          {std::max(0.0, interval.low - resolution), std::min(1.0, interval.high + resolution)}};
}

double total(std::span<const BucketCount> counts) {
  std::int64_t sum = 0;
  for (const BucketCount& one : counts)
    sum += one.count;
  return static_cast<double>(sum);
}

/// Calls visit(of a, count of b there, count of b below) for each bucket of a.
template <class Visit>
void for_each_beside(std::span<const BucketCount> a, std::span<const BucketCount> b, const Visit& visit) {
  std::int64_t below = 0;
  auto other = b.begin();
  for (const BucketCount& one : a) {
    for (; other != b.end() && other->bucket < one.bucket; ++other)
      below += other->count;
    visit(one, other != b.end() && other->bucket == one.bucket ? other->count : 0, below);
  }
}

/// Mean and sample variance of P(B < x) + ½ P(B = x) over the values x of A.
struct Placements {
  double mean;
  double variance;
};
Placements placements(std::span<const BucketCount> a, std::span<const BucketCount> b, double n_a, double n_b) {
  double mean = 0, squares = 0;
  for_each_beside(a, b, [&](const BucketCount& one, std::int64_t beside, std::int64_t below) {
    const double placement = (static_cast<double>(below) + 0.5 * static_cast<double>(beside)) / n_b;
    const double share = static_cast<double>(one.count) / n_a;
    mean += share * placement;
    squares += share * (placement - 0.5) * (placement - 0.5);
  });
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

std::size_t OrderedBuckets::bucket_of(double value) const {
  if (edges_.empty()) return static_cast<std::size_t>(value - least_);
  // A binary search without branches: which way it goes is random here.
  const double* edge = edges_.data();
  for (std::size_t left = edges_.size(); left > 1;) {
    const std::size_t half = left / 2;
    edge += edge[half] <= value ? half : 0;
    left -= half;
  }
  const auto at = 2 * static_cast<std::size_t>(edge - edges_.data());
  return at + (*edge == value ? 1 : *edge < value ? 2 : 0);
}

void OrderedBuckets::count(std::span<const double> values, std::span<std::int64_t> counts) const {
  ERGODIC_EXPECT(counts.size() == size());
  for (const double value : values)
    ++counts[bucket_of(value)];
}

BucketCounter::BucketCounter(const OrderedBuckets& buckets, std::uint64_t most)
    : buckets_(buckets), lists_(most < buckets.size() / 16) {
  if (lists_) {
    listed_.reserve(most);
  } else {
    of_all_.resize(buckets.size());
  }
}

void BucketCounter::add(std::span<const double> values) {
  if (!lists_) return buckets_.count(values, of_all_);
  for (const double value : values)
    listed_.push_back(buckets_.bucket_of(value));
}

std::vector<BucketCount> BucketCounter::counts() {
  std::vector<BucketCount> counts;
  for (std::size_t k = 0; k < of_all_.size(); ++k) {
    if (of_all_[k] > 0) counts.push_back({k, of_all_[k]});
  }
  std::sort(listed_.begin(), listed_.end());
  for (const std::size_t bucket : listed_) {
    if (counts.empty() || counts.back().bucket != bucket) counts.push_back({bucket, 0});
    ++counts.back().count;
  }
  return counts;
}

Superiority superiority(const OrderedBuckets& buckets, std::span<const BucketCount> a, std::span<const BucketCount> b,
                        double confidence) {
  const double n_a = total(a), n_b = total(b);
  if (n_a < 2 || n_b < 2) return not_known;
  const Placements of_a = placements(a, b, n_a, n_b);
  const Placements of_b = placements(b, a, n_b, n_a);
  double unresolved = 0;
  for_each_beside(a, b, [&](const BucketCount& one, std::int64_t beside, std::int64_t) {
    if (!buckets.is_single(one.bucket))
      unresolved += static_cast<double>(one.count) / n_a * (static_cast<double>(beside) / n_b);
  });
  return with_interval(of_a.mean, std::sqrt(of_a.variance / n_a + of_b.variance / n_b), unresolved / 2, confidence);
}

}  // namespace ergodic::statistics
