#pragma once

#include "analysis/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {

/// Which cases a summary shows, and how sure its intervals are.
struct SummaryChoice {
  std::vector<std::uint64_t> cases;  ///< empty: all
  double confidence = 0.95;
  analysis::Extent extent = analysis::Extent::usual;
};

/// For people: each case in full, or a table of key figures when there are many cases.
std::string summary_text(const analysis::Results& results, const SummaryChoice& choice);
/// For programs: one JSON object with every figure.
std::string summary_json(const analysis::Results& results, const SummaryChoice& choice);
/// For spreadsheets: one line a figure.
std::string summary_csv(const analysis::Results& results, const SummaryChoice& choice);

/// The reports of the chosen cases, in order.
std::vector<analysis::CaseReport> reports(const analysis::Results& results, const SummaryChoice& choice);

}  // namespace ergodic::cli
