#include "cli/output/summary/targets_text.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace ergodic::cli {

std::string outcome_text(const engine::Precision& worst, bool complete) {
  const char* const outcome = worst.is_reached() ? "reached"
                              : complete         ? "NOT reached at max_sessions"
                                                 : "not reached yet";
  return fmt::format("{}: {}", outcome, worst.text());
}

void WorstTargets::add(const analysis::CaseReport& report) {
  for (std::size_t i = 0; i < report.targets.size(); ++i) {
    const Worst here{report.targets[i], report.label};
    if (i == targets_.size()) {
      targets_.push_back(here);
    } else if (is_worse(here.target.worst, targets_[i].target.worst)) {
      targets_[i] = here;
    }
  }
}

std::string WorstTargets::text(bool complete) const {
  std::string text;
  for (const auto& [target, label] : targets_)
    text += fmt::format("until {}: {}, in case {}\n", target.text, outcome_text(target.worst, complete), label);
  return text;
}

}  // namespace ergodic::cli
