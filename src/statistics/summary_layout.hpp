#pragma once

#include "statistics/sums/histogram.hpp"

#include <ergodic/columns.hpp>

#include <string>
#include <vector>

namespace ergodic::statistics {

/// Two columns of one value a session whose covariance is kept: quantities, or what is no or yes, which counts as 0 or
/// 1.
struct ColumnPair {
  std::string first;
  std::string second;

  friend bool operator==(const ColumnPair&, const ColumnPair&) = default;
};

/// What is kept of a run of sessions of one case besides its rows; decides where each word of a Summary lies.
/// `sketched` names the columns whose quantiles come from a sketch because their rows are not kept.
struct SummaryLayout {
  Columns columns;
  Tallies tallies;
  Ratios ratios;
  std::vector<std::string> sketched;
  Axes axes = {};  ///< that columns lie along
  std::vector<ColumnPair> pairs = {};
  std::vector<Histogram> histograms = {};  ///< of quantities, at every place of their axis
};

}  // namespace ergodic::statistics
