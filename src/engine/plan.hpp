#pragma once

#include "engine/summary/precision.hpp"
#include "statistics/summary.hpp"
#include "store/file_layout.hpp"
#include "study/study.hpp"

#include <ergodic/workload.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::engine {

/// The version that results depend on, e.g. "0.1.0".
std::string program_version();

/// A contiguous run of the sessions of one case: the unit of scheduling, writing, checkpointing and summing.
struct Block {
  std::size_t case_index = 0;
  Replicates replicates;
};

/// Where a session stands in its study.
struct SessionIndex {
  std::size_t case_index = 0;
  std::uint64_t replicate = 0;
};

/// What there is to do, and where its results go: a pure function of the study and the program's version, equal on
/// every rank. Blocks are numbered case after case.
class Plan {
 public:
  /// With `shard`, of the part of the study that this shard's file holds.
  /// Throws StudyError for what only the whole shows: unknown or repeated columns, cases that differ in their columns;
  /// UsageError when there are fewer blocks than shards.
  Plan(study::Study study, const Workloads& workloads, std::optional<store::Shard> shard = {});

  /// The same study with this many sessions per case: of another of its rounds. Throws StudyError when no file can
  /// hold them.
  Plan with_sessions(std::uint64_t sessions_per_case) const;

  const study::Study& study() const { return study_; }
  const WorkloadKind& kind() const { return *kind_; }
  const store::FileLayout& layout() const { return layout_; }
  const statistics::SummaryLayout& summary_layout() const { return summary_layout_; }
  const Headlines& headlines() const { return headlines_; }
  /// Whether the study goes on, in rounds of more sessions, until its targets() hold.
  bool is_in_rounds() const { return !targets_.empty(); }
  const std::vector<PrecisionTarget>& targets() const { return targets_; }
  /// Sessions per case at which the last round ends, the targets reached or not; 0 when not in rounds.
  std::uint64_t max_sessions() const { return max_sessions_; }
  /// Whether sessions of any case can fail.
  bool can_fail() const { return can_fail_; }

  /// All columns that a session gives, kept or not; the last is `failed` when sessions can fail.
  const Columns& columns() const { return summary_layout_.columns; }
  const Axes& axes() const { return summary_layout_.axes; }
  const Tallies& tallies() const { return summary_layout_.tallies; }
  /// kept()[i]: the place in columns() of the file's column i.
  const std::vector<std::size_t>& kept() const { return kept_; }

  /// Of the study: in a shard, more than the file holds.
  std::uint64_t session_count() const { return layout_.case_count() * layout_.sessions_per_case; }
  std::uint64_t block_count() const { return layout_.block_count(); }
  /// What the file holds: blocks by number, sessions by ID.
  IndexRange blocks_held() const { return layout_.blocks_held(); }
  IndexRange sessions_held() const { return layout_.sessions_held(); }
  Block block(std::uint64_t index) const;
  /// The block that a session belongs to.
  std::uint64_t block_of(const SessionIndex& place) const;
  SessionIndex index_of(SessionId id) const;
  SessionId id(std::size_t case_index, std::uint64_t replicate) const;
  /// A block's sessions, for a message: "sessions 32768 to 65535 (case basic)".
  std::string sessions_text(const Block& block) const;

  /// Makes the case's workload. Throws StudyError when the workload rejects the parameters.
  std::shared_ptr<const Workload> workload(std::size_t case_index) const;
  Streams streams(std::size_t case_index) const;

  /// Makes every case once, so that a case that its workload rejects, or in which a control's mean is not known, is
  /// found before the first session.
  void check_cases() const;

 private:
  void choose_columns(const Workload& workload);
  void choose_targets(const study::Until& until);
  void require_that_a_file_holds(const store::FileLayout& layout, std::string_view key) const;

  study::Study study_;
  WorkloadKind* kind_;
  statistics::SummaryLayout summary_layout_;
  Headlines headlines_;
  bool can_fail_ = false;
  std::vector<std::size_t> kept_;
  std::vector<PrecisionTarget> targets_;
  std::uint64_t max_sessions_ = 0;
  store::FileLayout layout_;
};

}  // namespace ergodic::engine
