#pragma once

#include "analysis/report.hpp"

#include <string>
#include <vector>

namespace ergodic::cli {

/// Which intervals of a case are not to be trusted, a figure a line: those that have too few sessions for their
/// skewness.
std::string distrust_text(const analysis::CaseReport& report);
/// Of the headlines of many cases, a figure a line.
std::string distrust_text(const std::vector<analysis::CaseReport>& reports);

}  // namespace ergodic::cli
