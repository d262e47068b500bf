#pragma once

#include "analysis/report.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::cli {

/// In lines of at most `width` characters, the table of the quantiles of these quantities, each with its interval and
/// what it is exactly, where that is known;
/// "" where none has any.
std::string quantiles_text(const std::vector<analysis::CaseReport::Quantity>& quantities, int confidence_percent,
                           std::size_t width);

}  // namespace ergodic::cli
