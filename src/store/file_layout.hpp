#pragma once

#include "core/digest.hpp"
#include "core/partition.hpp"
#include "store/case_sizes.hpp"
#include "store/format.hpp"
#include "store/shard.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/stage.hpp>
#include <ergodic/table.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::store {

/// A dataset of /summary: one value a case, or one a case and each place on its axes.
struct Variable {
  std::string name;
  Type type = Type::float64;
  std::string unit = "1";
  std::string long_name;
  std::vector<std::string> axes;  ///< the last is the fastest
};

/// Everything that decides the bytes of a result file apart from what the sessions give, and its description. A pure
/// function of the study and the program's version.
struct FileLayout {
  std::string program_version;  ///< told, never compared
  std::string workload;
  std::string stage;  ///< whose layout this is; empty: the study has none
  int draws = 1;      ///< of the workload
  std::string title;
  std::string study;              ///< the resolved study, YAML
  std::string session_dimension;  ///< "session", "path", …
  std::vector<std::string> case_labels;
  std::uint64_t sessions_per_case = 0;  ///< where cases are alike
  std::uint64_t sessions_per_block = 0;
  std::shared_ptr<const CaseSizes> sizes;  ///< of cases that are not alike; null: they are
  bool in_rounds = false;                  ///< the study does not say sessions_per_case: the file does
  Columns columns;                         ///< kept in /sessions, in this order; may be empty
  Axes axes;                               ///< that these columns lie along
  std::uint64_t words_per_block = 0;       ///< of the block summaries
  std::uint64_t listed_sessions = 0;       ///< for how many the lists in them have room; 0: they have counters
  std::uint64_t failures_per_block = 0;    ///< room for failures; 0 when sessions cannot fail, or their rows tell of it
  bool may_lack_values = false;            ///< of a column, kept or not, values may be missing
  Axes summary_axes;
  std::vector<Variable> variables;
  std::optional<SessionNames> session_names;  ///< of a stage; of_case() counts case_labels
  std::vector<std::int32_t> case_dates;       ///< days since 1970 that cases are of; empty: they are of none
  std::optional<Shard> shard;                 ///< the part of the study that the file holds; nullopt: all of it
  std::vector<Table> kept_tables;             ///< those of the study's inputs that lie in the file

  std::uint64_t case_count() const { return case_labels.size(); }
  /// Whether cases have sizes of their own.
  bool is_ragged() const { return sizes != nullptr; }
  std::uint64_t sessions_of(std::uint64_t case_index) const {
    return sizes ? sizes->sessions(case_index) : sessions_per_case;
  }
  /// Those of the largest case.
  std::uint64_t most_sessions_of_a_case() const;
  std::uint64_t session_count() const { return first_session_of(case_count()); }
  /// The ID of a case's first session; of case_count(): the number of sessions.
  std::uint64_t first_session_of(std::uint64_t case_index) const {
    return sizes ? sizes->first_session(case_index) : case_index * sessions_per_case;
  }
  std::uint64_t case_of_session(std::uint64_t id) const {
    return sizes ? sizes->case_of_session(id) : id / sessions_per_case;
  }

  /// A case's blocks.
  IndexRange blocks_of(std::uint64_t case_index) const {
    if (sizes) return sizes->blocks(case_index);
    return {case_index * blocks_per_case(), (case_index + 1) * blocks_per_case()};
  }
  std::uint64_t block_count() const { return sizes ? sizes->block_count() : case_count() * blocks_per_case(); }
  std::uint64_t case_of_block(std::uint64_t block) const {
    return sizes ? sizes->case_of_block(block) : block / blocks_per_case();
  }
  /// The ID of a block's first session; of block_count(): the number of sessions.
  std::uint64_t first_session(std::uint64_t block) const {
    if (block == block_count()) return session_count();
    const std::uint64_t of = case_of_block(block);
    return first_session_of(of) + (block - blocks_of(of).first) * sessions_per_block;
  }
  std::uint64_t sessions_in(std::uint64_t block) const { return first_session(block + 1) - first_session(block); }

  /// The blocks that the file holds.
  IndexRange blocks_held() const {
    return shard ? share(block_count(), shard->index - 1, shard->count) : IndexRange{0, block_count()};
  }
  /// The IDs of their sessions.
  IndexRange sessions_held() const { return {first_session(blocks_held().first), first_session(blocks_held().last)}; }
  /// Whether rows lie in a rectangle of cases and sessions. Those of a shard, which may begin and end inside a case,
  /// and those of cases that are not alike lie one after the other.
  bool is_rectangle() const { return !shard && !sizes; }
  /// The variable that says how many sessions each of such cases has.
  std::string sizes_name() const { return session_dimension + "_count"; }
  /// The shape of what the sessions leave.
  std::vector<std::uint64_t> session_shape() const {
    if (!is_rectangle()) return {sessions_held().size()};
    return {case_count(), sessions_per_case};
  }

  /// That of one of its shards. Statistics of cases are for all of a study: a shard has none.
  FileLayout part(const Shard& which) const;

  /// Bytes that a session leaves in a column.
  std::uint64_t row_bytes(const Column& column) const {
    return values_per_session(column, axes) * size_of(column.type);
  }
  /// Bytes of what sessions are called and of the days that they are of.
  std::uint64_t bytes_of_names() const;
  /// The lengths of a variable's axes.
  std::vector<std::uint64_t> lengths(const Variable& variable) const;
  /// Bytes of a variable for one case.
  std::uint64_t bytes_per_case(const Variable& variable) const;

  /// The path of one of its groups: "/sessions", or of a stage "/stages/NAME/sessions".
  std::string group(std::string_view name) const;
  /// What the streams of its sessions are named by, with the case's label.
  std::string stream_name() const { return stage.empty() ? workload : workload + "/" + stage; }

  /// The first format that has all that is in it.
  FormatNumber format() const;

  /// What identifies the study and how its workload draws. The first draws go by the name of the version that drew
  /// them: the files of format 1.0 have it in their seals.
  Digest study_identity() const;
  /// The same of the stage, which its ledger is sealed with.
  Digest identity() const;
  /// Bytes of results: rows, block summaries, ledger and failures. 2^63 when they are more than that.
  std::uint64_t payload() const;

 private:
  std::uint64_t blocks_per_case() const { return (sessions_per_case + sessions_per_block - 1) / sessions_per_block; }
};

/// Widths of the text fields of /failures, in bytes.
constexpr std::uint64_t failure_category_width = 32;
constexpr std::uint64_t failure_reason_width = 160;

}  // namespace ergodic::store
