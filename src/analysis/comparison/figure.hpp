#pragma once

#include "analysis/results.hpp"
#include "statistics/difference.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// A case of an open file, under the name by which it is told from the others.
struct ComparedCase {
  const Results* results;
  std::uint64_t case_index;
  std::string label;
};
using ComparedCases = std::vector<ComparedCase>;

/// What is compared: the mean of a quantity at one of its places, or the share of one label of a category there.
struct Figure {
  std::string title;  ///< "win rate", "profit[seat 3]", "stop_reason = win_limit"
  Column column;
  std::size_t place = 0;
  std::string label = {};  ///< of the category

  bool is_share() const { return column.is_category(); }
  /// Of the label.
  std::size_t code() const {
    return static_cast<std::size_t>(std::find(column.categories.begin(), column.categories.end(), label) -
                                    column.categories.begin());
  }
  std::string unit() const { return is_share() ? "1" : column.unit; }
};

/// What the sums of a case say of one figure: all that a comparison needs of them.
struct CaseFigure {
  std::int64_t sessions = 0;  ///< without failure
  std::int64_t failures = 0;
  std::int64_t present = 0;        ///< of the sessions those that have a value
  statistics::Sample sample = {};  ///< of a quantity
  double minimum = 0;              ///< of a quantity
  double maximum = 0;              ///< of a quantity
  statistics::Trials trials = {};  ///< of a share
};

/// Of each figure those of all cases. The sums of a case, some ten thousand words, are folded once, and in memory while
/// its figures are taken of them.
std::vector<std::vector<CaseFigure>> read_figures(const ComparedCases& cases, const std::vector<Figure>& figures);

}  // namespace ergodic::analysis
