#pragma once

#include "statistics/interval.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::statistics {

/// The probability that a value of A is above one of B, ties counted half.
struct Superiority {
  double probability;
  double standard_error;
  double resolution;  ///< the sample's own probability is within this of `probability`; 0: it is that, exactly
  Interval interval;  ///< normal, widened by the resolution, within [0, 1]
};

/// Of pairs: the share in which A is above B, and half of the share of ties. NaN without pairs.
Superiority paired_superiority(std::int64_t above, std::int64_t ties, std::int64_t below, double confidence);

/// Counts values by buckets that stand in the values' order, so that two samples of any size can be compared in
/// constant memory. A bucket is of a single value, or of the open interval between two such.
class OrderedBuckets {
 public:
  /// A bucket for each whole number.
  static OrderedBuckets whole(double least, double greatest);
  /// A bucket for each value in `sample`, in any order, and one for each gap between, before and after them: of equal
  /// probability, about, however the values are distributed; and values that many have are singled out. No NaN.
  static OrderedBuckets sampled(std::vector<double> sample);

  std::size_t size() const { return edges_.empty() ? width_ : 2 * edges_.size() + 1; }
  bool is_single(std::size_t bucket) const { return edges_.empty() || bucket % 2 == 1; }
  /// That of a value; those of whole() must be between its ends. No NaN.
  std::size_t bucket_of(double value) const;
  /// Adds to counts[bucket] for each value.
  void count(std::span<const double> values, std::span<std::int64_t> counts) const;

 private:
  std::vector<double> edges_;  ///< ascending, no two equal; empty for whole numbers
  double least_ = 0;
  std::size_t width_ = 0;
};

struct BucketCount {
  std::size_t bucket;
  std::int64_t count;
};

/// Counts the values of a sample by buckets. Of a sample that is small against the buckets it is the values that cost
/// time and memory: 10^5 such samples may have as many buckets together.
class BucketCounter {
 public:
  /// `most`: as many values will come at most.
  BucketCounter(const OrderedBuckets& buckets, std::uint64_t most);

  void add(std::span<const double> values);
  /// Those that are not 0, ascending. To be called once.
  std::vector<BucketCount> counts();

 private:
  const OrderedBuckets& buckets_;
  bool lists_;
  std::vector<std::int64_t> of_all_;  // of each bucket; empty when it lists
  std::vector<std::size_t> listed_;   // the bucket of each value
};

/// Of two independent samples, from their counts (ascending, none 0): Mann & Whitney's U over n_a n_b. A tie in a
/// bucket that is not of a single value may be none: it counts half, and the resolution is half the probability of such
/// ties. The standard error is that of E. R. DeLong, D. M. DeLong & D. L. Clarke-Pearson, Biometrics 44 (1988) 837–845.
/// NaN when either has fewer than two values. Source: H. B. Mann & D. R. Whitney, Annals of Mathematical Statistics 18
/// (1947) 50–60.
Superiority superiority(const OrderedBuckets& buckets, std::span<const BucketCount> a, std::span<const BucketCount> b,
                        double confidence);

}  // namespace ergodic::statistics
