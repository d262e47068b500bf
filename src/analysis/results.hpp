#pragma once

#include "engine/chain.hpp"
#include "engine/description.hpp"
#include "engine/folding.hpp"
#include "engine/inputs/held_inputs.hpp"
#include "engine/plan_of_file.hpp"
#include "engine/run/block_simulator.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"

#include <ergodic/workload_base.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::analysis {

using engine::BlocksDone;
using engine::Description;
using engine::Plan;

/// The study of a file with all that its stages have left. Its chain is made when it is first asked for, since that
/// reads the whole study, which takes as long as all else of a file of very many cases.
class WholeStudy {
 public:
  /// The workloads are to outlive it.
  WholeStudy(store::Identity identity, std::vector<Description> stages, std::vector<store::ResultFile> files,
             const Workloads& workloads, engine::InputSearch search);

  const std::vector<Description>& stages() const { return stages_; }
  const std::vector<store::ResultFile>& files() const { return files_; }
  const engine::ChainOfFile& found();
  /// Null where this program cannot make it.
  const engine::Chain* chain() { return found().chain ? &*found().chain : nullptr; }

 private:
  store::Identity identity_;
  std::vector<Description> stages_;
  std::vector<store::ResultFile> files_;
  const Workloads& workloads_;
  engine::InputSearch search_;
  std::optional<engine::ChainOfFile> found_;
};

/// A result file that has been opened for reading, or one stage in it, as it describes itself; where this program draws
/// as the one that made it, with the plan too: what is known exactly, and every session again.
struct Results {
  Description description;
  store::ResultFile file;
  BlocksDone done;           ///< when it was opened
  std::uint64_t done_count;  ///< of these: counted once, since every case's report asks
  bool closed;               ///< when it was opened
  std::shared_ptr<WholeStudy> whole;
  std::size_t stage_index;

  std::uint64_t blocks_done() const { return done_count; }
  /// All blocks are done, and the file is closed.
  bool complete() const { return closed && done_count == description.blocks_held().size(); }
  /// Of this stage; null where there is none.
  const Plan* plan() const { return whole->chain() ? &(*whole->chain())[stage_index] : nullptr; }
  /// Why there is no plan: "paths draws 2 in OUT.h5, 1 here"; "" where there is.
  const std::string& obstacle() const { return whole->found().obstacle; }
  /// The plan, which is needed `to_do` something: "replay". Throws MismatchError where there is none.
  const Plan& plan_to(const std::string& to_do) const;
  /// What the sessions of a case are called; empty where they have no names.
  std::vector<std::string> session_names(std::uint64_t case_index) const;
  /// What simulates its sessions again, where there is a plan. Throws MismatchError when a stage that they are made
  /// from is not complete.
  engine::BlockSimulator simulator() const;

  /// Throws MismatchError when the file is not ours, or of a format that this program cannot read; InputOutputError
  /// when it cannot be read. The workloads are to outlive it.
  /// `stage`: of a study with stages, which one; UsageError where it is not said, or there is none of that name.
  /// `search`: where the tables of the study are looked for.
  static Results open(const std::filesystem::path& path, const Workloads& workloads, const std::string& stage = {},
                      const engine::InputSearch& search = {});
  /// All stages, one of a study without.
  static std::vector<Results> open_stages(const std::filesystem::path& path, const Workloads& workloads,
                                          const engine::InputSearch& search = {});
};

}  // namespace ergodic::analysis
