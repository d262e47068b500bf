#pragma once

#include "analysis/report.hpp"

#include <string>
#include <vector>

namespace ergodic::cli {

/// "reached: ± 0.0093"; `complete`: no more sessions are to come.
std::string outcome_text(const engine::Precision& worst, bool complete);

/// Of each target of a study the case that is the furthest from it.
class WorstTargets {
 public:
  void add(const analysis::CaseReport& report);
  std::string text(bool complete) const;  ///< a line a target

 private:
  struct Worst {
    analysis::CaseReport::TargetReport target;
    std::string label;  ///< of the case
  };
  std::vector<Worst> targets_;
};

}  // namespace ergodic::cli
