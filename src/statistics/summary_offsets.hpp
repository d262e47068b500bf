#pragma once

#include "statistics/summary_layout.hpp"
#include "statistics/sums/sketch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ergodic::statistics {

/// Where each part of a summary lies among its words (the order is that of summary.hpp), and the look-up by name.
/// The constructor throws InternalError for a layout that contradicts itself.
struct SummaryOffsets {
  explicit SummaryOffsets(SummaryLayout described);

  struct ColumnOffsets {
    std::size_t first;                              ///< word of its sums, moments or counts
    std::size_t words;                              ///< of each place; 0 for what has no statistics
    std::size_t length;                             ///< places on its axis, 1 without one
    std::optional<std::size_t> first_missing = {};  ///< word of the count of those without a value, one a place
    std::optional<Sketch> sketch = {};
    std::size_t first_counter = 0;  ///< word of its sketch
  };
  struct RatioOffsets {
    std::size_t numerator;    ///< column
    std::size_t denominator;  ///< column
    std::size_t first;        ///< word of the cross sum
  };

  struct PairOffsets {
    std::size_t x;                            ///< column
    std::size_t y;                            ///< column
    std::size_t first;                        ///< word of the joint moments
    std::optional<std::size_t> missing = {};  ///< word of the count of sessions that lack one of the two
  };
  struct HistogramOffsets {
    std::size_t column;
    std::size_t length;  ///< places on the column's axis
    std::size_t first;   ///< word of the first counter
  };

  static constexpr std::size_t sessions = 0;  ///< word
  static constexpr std::size_t failures = 1;  ///< word

  SummaryLayout layout;
  std::vector<ColumnOffsets> columns;
  std::vector<std::size_t> tallies;  ///< first word of each
  std::vector<RatioOffsets> ratios;
  std::vector<PairOffsets> pairs;
  std::vector<HistogramOffsets> histograms;
  std::size_t words = 2;

  /// The first word of the column's sums, moments or counts at a place; throws InternalError for a place off its axis.
  std::size_t word(std::size_t column, std::size_t place) const;
  /// How many of the sessions that are summed in `of` have a value of the column at a place; of a column about failures
  /// those that failed.
  std::int64_t present(std::span<const std::int64_t> of, std::size_t column, std::size_t place) const;
  /// Likewise of a pair: both values.
  std::int64_t present(std::span<const std::int64_t> of, const PairOffsets& pair) const;
  /// The words of the column's sketch at a place.
  template <class Words>
  auto counters(Words words_, std::size_t column, std::size_t place) const {
    const std::size_t size = columns[column].sketch->size();
    return words_.subspan(columns[column].first_counter + place * size, size);
  }

  /// The index of the column, or the quantity; throws InternalError when there is none of that name.
  std::size_t column(std::string_view name) const;
  std::size_t quantity(std::string_view name) const;
  std::size_t category(std::string_view name) const;
  /// The index of the pair of these columns, which may be the other way around there. Throws InternalError likewise.
  struct FoundPair {
    std::size_t index;
    bool is_turned;
  };
  FoundPair pair(std::string_view first, std::string_view second) const;
  std::size_t tally(std::string_view name) const;
  std::size_t ratio(std::string_view name) const;

 private:
  void add_pairs();
  void add_histograms();
};

}  // namespace ergodic::statistics
