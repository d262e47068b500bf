#pragma once

#include "analysis/figure.hpp"
#include "statistics/difference.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::analysis {

/// What the sums of a case say of one figure: all that a comparison needs of them.
struct CaseFigure {
  std::int64_t sessions = 0;  ///< without failure
  std::int64_t failures = 0;
  statistics::Sample sample = {};  ///< of a quantity
  double minimum = 0;              ///< of a quantity
  double maximum = 0;              ///< of a quantity
  statistics::Trials trials = {};  ///< of a share
};

/// Of each figure those of all cases. The sums of a case, some ten thousand words, are folded once, and in memory while
/// its figures are taken of them.
std::vector<std::vector<CaseFigure>> read_figures(const ComparedCases& cases, const std::vector<Figure>& figures);

}  // namespace ergodic::analysis
