#pragma once

namespace ergodic::workloads::paths {

/// The law on 0, 1, …, last, or without end, whose probabilities have a constant ratio, given by its logarithm: above 0
/// only with an end. Nothing cancels where the ratio is next to 1.
class TruncatedGeometric {
 public:
  /// `last` may be infinite.
  TruncatedGeometric(double log_ratio, double last) : log_ratio_(log_ratio), last_(last) {}

  /// Σ of the probabilities over the largest of them, which is the first or the last.
  double sum_over_largest() const;
  /// The first and the last probability over the largest.
  double first_over_largest() const;
  double last_over_largest() const;

  double mean() const;
  double variance() const;

 private:
  double log_ratio_, last_;
};

}  // namespace ergodic::workloads::paths
