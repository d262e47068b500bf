#pragma once

#include "engine/summary/precision.hpp"
#include "statistics/summary.hpp"
#include "store/file_layout.hpp"

#include <ergodic/session.hpp>
#include <ergodic/stream.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::engine {

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

/// Whether what sessions leave in two columns lies alike and means the same.
bool stored_alike(const Column& a, const Column& b);

/// Those of the axes that one of the columns lies along.
Axes axes_along(const Columns& columns, const Axes& axes);

/// What a study's file holds, and where: all that is needed to read it. A file says this of itself, so that it can be
/// read by a program that draws otherwise, or does not know its workload; what takes the workload is Plan's. Blocks are
/// numbered case after case.
class Description {
 public:
  struct Parts {
    store::FileLayout layout;
    statistics::SummaryLayout summary_layout;
    Headlines headlines;
    std::vector<std::size_t> kept;
    bool can_fail = false;
    std::uint64_t seed = 0;
    bool common_random_numbers = false;
    std::vector<PrecisionTarget> targets;
    std::uint64_t max_sessions = 0;
    std::vector<std::string> reads;  ///< of a stage: the earlier ones that it is made from
  };

  explicit Description(Parts parts) : parts_(std::move(parts)) {}
  const Parts& parts() const { return parts_; }

  const store::FileLayout& layout() const { return parts_.layout; }
  const statistics::SummaryLayout& summary_layout() const { return parts_.summary_layout; }
  const Headlines& headlines() const { return parts_.headlines; }
  /// Whether the study goes on, in rounds of more sessions, until its targets() hold.
  bool is_in_rounds() const { return !parts_.targets.empty(); }
  const std::vector<PrecisionTarget>& targets() const { return parts_.targets; }
  /// Sessions per case at which the last round ends, the targets reached or not; 0 when not in rounds.
  std::uint64_t max_sessions() const { return parts_.max_sessions; }
  /// Whether sessions of any case can fail.
  bool can_fail() const { return parts_.can_fail; }

  /// The stage that this is; empty: the study has none.
  const std::string& stage() const { return parts_.layout.stage; }
  const std::vector<std::string>& reads() const { return parts_.reads; }

  /// All columns that a session gives, kept or not; the last is `failed` when sessions can fail.
  const Columns& columns() const { return parts_.summary_layout.columns; }
  const Axes& axes() const { return parts_.summary_layout.axes; }
  const Tallies& tallies() const { return parts_.summary_layout.tallies; }
  /// kept()[i]: the place in columns() of the file's column i.
  const std::vector<std::size_t>& kept() const { return parts_.kept; }

  const std::string& case_label(std::size_t index) const { return parts_.layout.case_labels.at(index); }
  /// Throws UsageError with the nearest known label.
  std::size_t case_index(std::string_view label) const;

  /// What the streams of its sessions are made of.
  std::uint64_t seed() const { return parts_.seed; }
  bool common_random_numbers() const { return parts_.common_random_numbers; }
  Streams streams(std::size_t case_index) const;

  /// Of the study: in a shard, more than the file holds.
  std::uint64_t session_count() const { return layout().session_count(); }
  std::uint64_t block_count() const { return layout().block_count(); }
  /// What the file holds: blocks by number, sessions by ID.
  IndexRange blocks_held() const { return layout().blocks_held(); }
  IndexRange sessions_held() const { return layout().sessions_held(); }
  Block block(std::uint64_t index) const;
  /// The block that a session belongs to.
  std::uint64_t block_of(const SessionIndex& place) const;
  SessionIndex index_of(SessionId id) const;
  SessionId id(std::size_t case_index, std::uint64_t replicate) const;
  /// A block's sessions, for a message: "sessions 32768 to 65535 (case basic)".
  std::string sessions_text(const Block& block) const;

 protected:
  Description() = default;

  Parts parts_;
};

}  // namespace ergodic::engine
