#pragma once

#include "analysis/report.hpp"

#include <string>
#include <vector>

namespace ergodic::cli {

/// The table of the quantiles of these quantities, each with its interval and what it is exactly, where that is known;
/// "" where none has any.
std::string quantiles_text(const std::vector<analysis::CaseReport::Quantity>& quantities, int confidence_percent);

}  // namespace ergodic::cli
