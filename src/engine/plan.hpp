#pragma once

#include "core/activity.hpp"
#include "engine/columns/row_functions.hpp"
#include "engine/cost/expected_cost.hpp"
#include "engine/description.hpp"
#include "store/file_layout.hpp"
#include "study/study.hpp"

#include <ergodic/workload_base.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::engine {

/// The version of this program, e.g. "0.2.0": told, never compared.
std::string program_version();

/// What there is to do, and where its results go: a study's description, and the workload by which it is simulated. A
/// pure function of the study and the program's version, equal on every rank.
class Plan : public Description {
 public:
  /// With `shard`, of the part of the study that this shard's file holds.
  /// Throws StudyError for what only the whole shows: unknown or repeated columns, cases that differ in their columns;
  /// UsageError when there are fewer blocks than shards.
  /// `inputs`: the tables that the study gives.
  Plan(study::Study study, const Workloads& workloads, std::optional<store::Shard> shard = {}, Inputs inputs = {});
  /// Of one of its stages: number `stage` of its kind's list, as each case of the study has it.
  Plan(const study::Study& study, const Workloads& workloads, std::size_t stage, const std::vector<Stage>& of_cases,
       Inputs inputs = {});

  /// The same study with this many sessions per case: of another of its rounds. Throws StudyError when no file can
  /// hold them.
  Plan with_sessions(std::uint64_t sessions_per_case) const;
  /// The same plan for a file of a format that has no lists of few sessions' buckets: counters in their place.
  Plan without_lists() const;
  /// The same plan for a file that holds the study in these words, which its ledger is sealed with: those of another
  /// version may differ from the study's own.
  Plan with_study_text(std::string resolved) const;

  const study::Study& study() const { return study_; }
  const Inputs& inputs() const { return inputs_; }
  const WorkloadKind& kind() const { return *kind_; }
  const ExpectedCost& cost() const { return cost_; }

  /// Where a case of a stage comes from: the case of the study, and its place in that one's list.
  struct Origin {
    std::size_t study_case = 0;
    std::size_t of_stage = 0;
  };
  const Origin& origin(std::size_t case_index) const { return origins_.at(case_index); }
  const std::vector<Origin>& origins() const { return origins_; }

  /// Makes the case's workload; of a stage, from what `earlier` ones have left in the same case of the study. Throws
  /// StudyError when the workload rejects the parameters.
  std::shared_ptr<const Workload> workload(std::size_t case_index, const EarlierStages* earlier = nullptr) const;

  /// How many of the columns are the workload's: the first ones.
  std::size_t simulated_columns() const { return simulated_.size(); }
  /// Whether the study makes columns up.
  bool has_functions() const { return has_functions_; }
  /// How they are computed in the case. Throws StudyError for what has no meaning there.
  RowFunctions functions(std::size_t case_index) const;

  /// Makes every case once, so that a case that its workload rejects, whose sessions would never end, or in which a
  /// control's mean is not known, is found before the first session. Returns what all sessions are expected to take;
  /// nullopt where that is not known of any case, or cases that are made of earlier rows are still to be.
  std::optional<ExpectedWork> check_cases(const OnActivity& on_activity = untold) const;

 private:
  template <class Work>
  auto in_case(std::size_t case_index, const Work& work) const;
  void choose_columns(const RowForm& form);
  RowFunctions functions_of(std::size_t study_case) const;
  void name_sessions(const std::vector<Stage>& of_cases);
  void choose_block(std::uint64_t usual);
  void lay_out();
  void take_part(const store::Shard& shard);
  void choose_targets(const study::Until& until);
  void choose_block_words();
  void require_that_a_file_holds(const store::FileLayout& layout, std::string_view key) const;

  void keep_tables();
  void choose_sizes();
  void set_sizes(std::vector<std::uint64_t> sizes);
  void require_form(const Workload& workload) const;
  std::optional<ExpectedWork> check_stage() const;

  study::Study study_;
  Inputs inputs_;
  WorkloadKind* kind_;
  ExpectedCost cost_;
  Columns simulated_;  ///< those of the workload
  Axes axes_;
  bool has_functions_ = false;
  bool may_list_ = true;
  std::size_t stage_ = 0;
  std::vector<Origin> origins_;  ///< of a stage's cases; empty where there are no stages
};

}  // namespace ergodic::engine
