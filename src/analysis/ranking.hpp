#pragma once

#include "analysis/comparison.hpp"

#include <cstddef>
#include <vector>

namespace ergodic::analysis {

/// The cases of the report by value, the highest first, those without sessions last. Where pairs are of some of the
/// sessions alone, as in a file that is not complete, by the difference from the baseline: by their values, cases would
/// stand in the ranking against the differences that are shown beside it.
std::vector<std::size_t> ranked(const FigureReport& report, std::size_t baseline);

}  // namespace ergodic::analysis
