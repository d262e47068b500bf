#pragma once

#include "analysis/comparison/case_rows.hpp"
#include "analysis/comparison/figure.hpp"
#include "statistics/difference.hpp"
#include "statistics/superiority.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// The headlines of the first case's file; with `columns`, all figures of these ("profit", "profit[seat 3]"); with
/// `all`, of every column. Throws UsageError for unknown columns, with the nearest known one, and when a figure is not
/// the same thing in all files: other unit, labels or places.
std::vector<Figure> choose_figures(const ComparedCases& cases, const std::vector<std::string>& columns, bool all);

/// How a difference was found.
enum class Pairing {
  paired,               ///< replicate r of both saw the same random numbers: row by row
  same_rows,            ///< sessions of one value of a column stand for the same thing: row by row
  independent,          ///< they saw different ones
  rows_not_kept,        ///< the same, but a file lacks the rows: as if independent
  failures_not_marked,  ///< the same, but some failed, and no column `failed` tells which: as if independent
};

/// One case against another.
struct Comparison {
  Pairing pairing;
  std::int64_t pairs;  ///< 0 unless paired
  statistics::Difference difference;
  std::optional<double> gain;  ///< paired: the variance as if independent, over the one that it has
  std::optional<statistics::Superiority> superiority;  ///< of a quantity whose rows are kept
  double adjusted_p;          ///< Holm's, over all cases against the baseline; NaN while undefined
  std::int64_t clusters = 0;  ///< that the standard error is by; 0: by sessions

  bool is_of_pairs() const { return pairing == Pairing::paired || pairing == Pairing::same_rows; }
};

struct FigureReport {
  struct Value {
    std::int64_t sessions;
    double value;
    statistics::Interval interval;
    std::int64_t clusters = 0;  ///< that the interval is by; 0: by sessions
  };
  Figure figure;
  std::vector<Value> values;                           ///< one a case
  std::vector<std::optional<Comparison>> to_baseline;  ///< one a case; of the baseline none
  /// Cases by value, the highest first, without those that have none; where pairs are of some of the sessions alone, by
  /// the difference from the baseline. Up to `most_ranked_in_pairs` cases, two that are told apart stand as their own
  /// difference says.
  std::vector<std::size_t> ranking;
  /// Of each case those that its value cannot be told from: Holm's p over all pairs of cases exceeds 1 − confidence.
  /// Empty when there are more than `most_ranked_in_pairs` cases.
  std::vector<std::vector<std::size_t>> indistinguishable;
};

constexpr std::size_t most_ranked_in_pairs = 20;

/// Compares at least two cases by their blocks that are done, figure after figure. Memory does not depend on the number
/// of sessions, and of each case takes some hundred bytes a figure; with columns, it has the rows of two cases: see
/// CaseRows. Means and shares by clusters have Student's intervals, and no superiority.
std::vector<FigureReport> compare(const ComparedCases& cases, std::size_t baseline, const std::vector<Figure>& figures,
                                  double confidence, const RowColumns& columns = {});

}  // namespace ergodic::analysis
