#pragma once

#include "statistics/interval.hpp"
#include "statistics/summary_layout.hpp"
#include "statistics/sums/joint_moments.hpp"

#include <ergodic/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::statistics {

struct SummaryOffsets;
class Survivors;
class Sketch;

/// Sums of a run of sessions: mergeable, and exact for integers (128-bit). Doubles are summed in an order fixed by
/// their row numbers and runs are folded in the order of the calls, so equal calls give equal bits. All its state is
/// one vector of 64-bit words, which is what a block leaves in the file (see block_words.hpp), in this order:
///
///     sessions without failure, failures
///     of each column, place after place where it lies along an axis
///                       whole numbers: Σx (low, high word), Σx² (low, high; −1, −1 when past 2^127), minimum, maximum
///                       reals: mean, Σ(x − mean)², minimum, maximum, as the bits of doubles
///                       a category: the count of each label
///     of each tally     its counters
///     of each ratio     Σxy (low, high)
///     of each sketched, place after place
///                       its counters (see sketch.hpp for how many)
///     of each pair      its joint moments (see joint_moments.hpp) in the columns' units, as the bits of doubles
///     of each histogram, place after place
///                       its counters: below, of each bin, above
///
/// Every accessor throws InternalError for a name that the layout does not have, or has as something else, and for a
/// place that is not on the column's axis; a column without an axis has the one place 0.
class Summary {
 public:
  /// Of no session. Throws InternalError for a layout that contradicts itself.
  explicit Summary(SummaryLayout layout);
  /// From the words that words() gave; throws InternalError when there are more or fewer than the layout has.
  Summary(SummaryLayout layout, std::span<const std::int64_t> words);

  static std::size_t word_count(const SummaryLayout& layout);
  const SummaryOffsets& offsets() const { return *offsets_; }

  void clear();
  /// Becomes the summary whose words() gave these; throws InternalError when there are more or fewer.
  void assign(std::span<const std::int64_t> words);
  /// Adds the rows of a run. Failed rows (rows.failures()) are counted as failures and left out of everything else; the
  /// tallies are taken as they are. Throws InternalError for an undeclared category code and for NaN in a sketched
  /// column, and is then worthless until cleared.
  void add(const Rows& rows);
  /// Adds the summary of the next run, of the same layout.
  void fold(const Summary& next);
  std::span<const std::int64_t> words() const;

  std::int64_t sessions() const;  ///< simulated without failure
  std::int64_t failures() const;

  /// Of a quantity, in the column's unit (stored value × scale; cents become dollars with one rounding); NaN while
  /// undefined: of no session, and the deviation of fewer than two or when Σx² has passed 2^127.
  double mean(std::string_view column, std::size_t place = 0) const;
  double standard_deviation(std::string_view column, std::size_t place = 0) const;  ///< divisor n − 1
  double minimum(std::string_view column, std::size_t place = 0) const;
  double maximum(std::string_view column, std::size_t place = 0) const;
  double total(std::string_view column, std::size_t place = 0) const;  ///< 0 of no session
  /// Of a sketched column: the smallest x with F(x) ≥ probability (see quantile.hpp), within 1/64 of it relatively (see
  /// sketch.hpp) and never beyond the extremes, which are exact.
  double quantile(std::string_view column, double probability, std::size_t place = 0) const;
  /// Of a sketched column: between which values that of this rank, 1 to sessions(), lies. The extremes are exact.
  Interval value_of_rank(std::string_view column, std::uint64_t rank, std::size_t place = 0) const;

  /// Of a category column: how many sessions had each label.
  std::span<const std::int64_t> counts(std::string_view column, std::size_t place = 0) const;
  std::span<const std::int64_t> tally(std::string_view name) const;

  /// The quotient of totals and its standard error by the delta method (see integer_sum.hpp); NaN while undefined.
  struct Quotient {
    double value;
    double standard_error;
  };
  Quotient ratio(std::string_view name) const;

  /// Of a pair of the layout, in either order, in the columns' units; their count is sessions().
  JointMoments joint(std::string_view first, std::string_view second) const;
  /// Of a column with a histogram: its counters.
  std::span<const std::int64_t> histogram(std::string_view column, std::size_t place = 0) const;

 private:
  void add_pair(std::size_t pair, const Survivors& survivors);
  void add_to_histogram(std::size_t histogram, const Survivors& survivors);
  template <class T>
  void add_column(std::size_t column, const Survivors& survivors);
  template <class T>
  void add_values(std::size_t column, std::size_t place, std::span<const T> values);
  /// Throws InternalError for a column that is not sketched.
  const Sketch& sketch_of(std::size_t column) const;
  /// Minimum and maximum in stored values; `first` is the word of the column's sums at the place.
  std::pair<double, double> stored_extremes(const Column& column, std::size_t first) const;

  std::shared_ptr<const SummaryOffsets> offsets_;
  std::vector<std::int64_t> words_;
};

}  // namespace ergodic::statistics
