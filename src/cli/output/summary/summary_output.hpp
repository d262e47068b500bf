#pragma once

#include "analysis/report.hpp"
#include "cli/terminal.hpp"
#include "core/activity.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace ergodic::cli {

/// Which cases a summary shows, and how sure its intervals are.
struct SummaryChoice {
  std::vector<std::uint64_t> cases;  ///< empty: all
  double confidence = 0.95;
  std::size_t most_rows = std::numeric_limits<std::size_t>::max();  ///< of the table of key figures
  analysis::Extent extent = analysis::Extent::usual;
  std::size_t width = any_width;    ///< characters of a line that people see
  OnActivity on_activity = untold;  ///< while the figures of the cases are worked out
};

/// For people: each case in full, or a table of key figures when there are many cases.
std::string summary_text(const analysis::Results& results, const SummaryChoice& choice);
/// For programs: one JSON object with every figure. Calls write(text) piece by piece.
void write_summary_json(const analysis::Results& results, const SummaryChoice& choice,
                        const std::function<void(const std::string&)>& write);
/// For spreadsheets: one line a figure. Calls write(text) piece by piece.
void write_summary_csv(const analysis::Results& results, const SummaryChoice& choice,
                       const std::function<void(const std::string&)>& write);

/// Calls use(report) with those of the chosen cases, in order, one at a time: a report takes some 13 kB.
void for_each_report(const analysis::Results& results, const SummaryChoice& choice,
                     const std::function<void(analysis::CaseReport)>& use);

}  // namespace ergodic::cli
