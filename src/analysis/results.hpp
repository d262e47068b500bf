#pragma once

#include "engine/description.hpp"
#include "engine/folding.hpp"
#include "engine/plan.hpp"
#include "engine/plan_of_file.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"

#include <ergodic/workload_base.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::analysis {

using engine::BlocksDone;
using engine::Description;
using engine::Plan;

/// A result file that has been opened for reading, as it describes itself; where this program draws as the one that
/// made it, with the plan too: what is known exactly, and every session again. The plan is made when it is first asked
/// for, since that reads the whole study, which takes as long as all else of a file of very many cases.
struct Results {
  Description description;
  store::ResultFile file;
  BlocksDone done;           ///< when it was opened
  std::uint64_t done_count;  ///< of these: counted once, since every case's report asks
  bool closed;               ///< when it was opened
  store::Identity identity;
  const Workloads* workloads;
  mutable std::optional<engine::PlanOfFile> found = {};  ///< once it was asked for

  std::uint64_t blocks_done() const { return done_count; }
  /// All blocks are done, and the file is closed.
  bool complete() const { return closed && done_count == description.blocks_held().size(); }
  const std::optional<Plan>& plan() const { return plan_of_file().plan; }
  /// Why there is no plan: "paths draws 2 in OUT.h5, 1 here"; "" where there is.
  const std::string& obstacle() const { return plan_of_file().obstacle; }
  /// The plan, which is needed `to_do` something: "replay". Throws MismatchError where there is none.
  const Plan& plan_to(const std::string& to_do) const;

  /// Throws MismatchError when the file is not ours, or of a format that this program cannot read; InputOutputError
  /// when it cannot be read. The workloads are to outlive it.
  static Results open(const std::filesystem::path& path, const Workloads& workloads);
  const engine::PlanOfFile& plan_of_file() const;
};

}  // namespace ergodic::analysis
