#pragma once

#include <ergodic/workload.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace ergodic {

/// The mean of a column over the sessions of a case, or the share of one of a category's labels.
struct SimulatedMean {
  std::string case_label;
  std::string name;   ///< "profit"; at a place of an axis "profit[seat 3]"
  std::string label;  ///< of a category; empty for a mean
  std::string unit;   ///< "1" for a share
  double value;
  double standard_error;  ///< plain: sd / √n, √(p (1 − p) / n)
};

/// Those of a result file, case after case, from the blocks that are done. `workloads`: among them the one that made
/// it. For one process. Throws MismatchError when the file is not one of ours, InputOutputError when it cannot be read.
std::vector<SimulatedMean> simulated_means(const std::filesystem::path& file, const Workloads& workloads);

}  // namespace ergodic
