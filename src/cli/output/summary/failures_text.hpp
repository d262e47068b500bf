#pragma once

#include "analysis/report.hpp"

#include <span>
#include <string>

namespace ergodic::cli {

/// Why sessions of the case failed, and how to see one do so; "" where none did. `file`: where they are.
std::string failures_text(const analysis::CaseReport& report, const std::string& file);
/// How many sessions of all cases failed, and in how many cases; "" where none did.
std::string failures_text(std::span<const analysis::CaseReport> reports);

}  // namespace ergodic::cli
