#pragma once

#include "engine/plan.hpp"
#include "store/result_file.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::engine {

/// All that a study asks for: its stages, each a plan of its own, after those that it reads. A study without stages is
/// a chain of one. A pure function of the study, equal on every rank.
///
/// Blocks are numbered through all stages, stage after stage: in the order in which they are simulated.
class Chain {
 public:
  Chain(Plan only);
  /// `inputs`: the tables that the study gives. Throws StudyError for what the study asks that stages cannot give,
  /// InternalError when its kind's stages are not in order, or not the same in all cases.
  static Chain of(const study::Study& study, const Workloads& workloads, std::optional<store::Shard> shard = {},
                  const Inputs& inputs = {});

  std::size_t size() const { return stages_.size(); }
  bool is_single() const { return stages_.front().stage().empty(); }
  const Plan& operator[](std::size_t stage) const { return stages_[stage]; }
  auto begin() const { return stages_.begin(); }
  auto end() const { return stages_.end(); }
  const study::Study& study() const { return stages_.front().study(); }

  /// Throws UsageError with the nearest known name.
  std::size_t stage_index(std::string_view name) const;
  /// Of those that a stage reads, the last; nullopt: it reads none.
  std::optional<std::size_t> last_read(std::size_t stage) const { return last_read_[stage]; }

  /// A block of a stage.
  struct Place {
    std::size_t stage = 0;
    std::uint64_t block = 0;
  };
  Place place(std::uint64_t block) const;
  /// The number of a stage's block 0.
  std::uint64_t first_block(std::size_t stage) const { return first_blocks_[stage]; }
  /// The blocks that the file holds.
  IndexRange blocks_held() const;
  std::uint64_t sessions_held() const;

  /// Whether ranks had better draw the blocks of a stage as they become free.
  bool has_uneven_costs() const;

  std::vector<store::FileLayout> layouts() const;

  /// Looks at all cases that there are before a run: see Plan::check_cases. Returns what it tells of each stage.
  std::vector<std::optional<ExpectedWork>> check_cases(const OnActivity& on_activity = untold) const;
  /// Of a study without stages: see Plan.
  Chain with_study_text(const std::string& resolved) const;
  Chain with_sessions(std::uint64_t sessions_per_case) const;
  /// See Plan; one with stages has none.
  Chain without_lists() const;

 private:
  explicit Chain(std::vector<Plan> stages);

  std::vector<Plan> stages_;
  std::vector<std::optional<std::size_t>> last_read_;
  std::vector<std::uint64_t> first_blocks_;  ///< and the end
};

}  // namespace ergodic::engine
