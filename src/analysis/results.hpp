#pragma once

#include "engine/folding.hpp"
#include "engine/plan.hpp"
#include "store/result_file.hpp"

#include <ergodic/workload.hpp>

#include <cstdint>
#include <filesystem>

namespace ergodic::analysis {

using engine::BlocksDone;
using engine::Plan;

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

}  // namespace ergodic::analysis
