#pragma once

#include <ergodic/columns.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace ergodic::statistics {

/// A log-linear histogram from which quantiles are read to within 1/64 of their value: a bucket for every whole number
/// below 64 in magnitude, and 32 buckets of equal width in every octave above (as in G. Tene's HdrHistogram; the
/// relative bound is that of C. Masson, J. E. Rim & H. K. Lee, "DDSketch", PVLDB 12 (2019) 2195–2205).
///
/// This describes the buckets of a column; the counters, 64 bits each, belong to the caller. Two histograms merge by
/// adding their counters, so neither order nor cuts matter. How many counters a column needs depends on its type:
///
///     uint8 128 · int16 705 · int32 1729 · int64 3711 (|x| < 2^62) · float64 6529 (2^−40 ≤ |x| < 2^62)
///
/// Whole numbers beyond ±2^62 are counted in the outermost bucket, and so are reals; reals below 2^−40 in magnitude
/// count as 0. There the bound does not hold.
class Sketch {
 public:
  /// Of a quantity.
  explicit Sketch(const Column& column);

  std::size_t size() const { return negative_ + 1 + positive_; }

  /// Counts the values. T is the column's type. Throws InternalError for a NaN.
  template <class T>
  void add(std::span<const T> values, std::span<std::int64_t> counters) const;

  /// The midpoint, a stored value, of the bucket that holds the value of this rank (1 to the number of values; see
  /// quantile_rank). For whole numbers it is whole.
  double value_at(std::uint64_t rank, std::span<const std::int64_t> counters) const;
  /// The least and the greatest stored value of that bucket.
  std::pair<double, double> bounds_at(std::uint64_t rank, std::span<const std::int64_t> counters) const;

 private:
  std::size_t bucket_of(std::uint64_t rank, std::span<const std::int64_t> counters) const;
  /// The bucket of its values' magnitudes, from 0.
  std::size_t magnitude_bucket(std::size_t bucket) const;

  Type type_;
  std::string name_;
  std::size_t negative_;  ///< buckets below the one of 0
  std::size_t positive_;  ///< buckets above it
};

}  // namespace ergodic::statistics
