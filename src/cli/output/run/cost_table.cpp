#include "cli/output/run/cost_table.hpp"

#include "cli/output/text_table.hpp"
#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::cli {
namespace {

using engine::CaseRecord;
using engine::RunRecord;

constexpr std::size_t most_cases_shown = 5;

std::string works_text(const WorkCosts& costs, double all, std::size_t width) {
  TextTable table(0);
  table.add({"spent on", "time", "share", "processor"});
  for (std::size_t i = 0; i < work_count; ++i) {
    const Cost& cost = costs.of[i];
    if (cost.seconds == 0) continue;
    table.add({names_of_work[i], duration(cost.seconds), fmt::format("{:.1f} %", 100 * cost.seconds / all),
               duration(cost.processor_seconds)});
  }
  return '\n' + table.text(width);
}

std::string cases_text(const std::vector<CaseRecord>& cases, std::size_t width) {
  TextTable table(0);
  table.add({"dearest cases", "sessions", "preparing", "simulating", "processor", "memory"});
  for (std::size_t i = 0; i < std::min(cases.size(), most_cases_shown); ++i) {
    const CaseRecord& one = cases[i];
    Cost both = one.cost.preparing;
    both += one.cost.simulating;
    table.add({one.stage.empty() ? one.label : one.stage + "/" + one.label, grouped(one.cost.sessions),
               duration(one.cost.preparing.seconds), duration(one.cost.simulating.seconds),
               duration(both.processor_seconds), byte_count(one.cost.peak_bytes)});
  }
  return '\n' + table.text(width);
}

}  // namespace

std::string cost_table(const RunRecord& run, std::size_t width) {
  double all = 0;
  for (const Cost& cost : run.costs.of)
    all += cost.seconds;
  if (all == 0) return "";
  std::string text = works_text(run.costs, all, width);
  if (run.costs.peak_bytes > 0)
    text += fmt::format("of all ranks together; up to {} of memory in one\n", byte_count(run.costs.peak_bytes));
  if (run.dearest.size() > 1) text += cases_text(run.dearest, width);
  return text;
}

}  // namespace ergodic::cli
