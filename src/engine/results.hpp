#pragma once

#include "engine/plan.hpp"
#include "statistics/summary.hpp"
#include "store/result_file.hpp"

#include <ergodic/workload.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ergodic::engine {

/// Which blocks of a file are done. Taken once and used throughout: a run may be adding to the file meanwhile.
using BlocksDone = std::vector<bool>;

/// The summary of the blocks of a case that are done, folded in block order.
statistics::Summary fold_case(const Plan& plan, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index);

/// Quantiles of a column of the blocks of a case that are done, in its unit, place after place: exact from the rows
/// when the file keeps them, else from the summary's sketch. NaN when there are no sessions.
std::vector<double> case_quantiles(const Plan& plan, const store::ResultFile& file, const BlocksDone& done,
                                   std::uint64_t case_index, const statistics::Summary& summary, const Column& column,
                                   std::span<const double> probabilities);

/// The plan that a file was made by. Throws MismatchError when this program cannot make it of what the file says.
Plan plan_of(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads);

/// A result file that has been opened for reading, with the plan that it was made by.
struct Results {
  Plan plan;
  store::ResultFile file;
  BlocksDone done;  ///< when it was opened

  std::uint64_t blocks_done() const;
  /// All blocks are done, and the file is closed.
  bool complete() const;

  /// Throws MismatchError when the file is not ours, or of another version; InputOutputError when it cannot be read.
  static Results open(const std::filesystem::path& path, const Workloads& workloads);
};

}  // namespace ergodic::engine
