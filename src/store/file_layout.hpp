#pragma once

#include "core/digest.hpp"
#include "core/partition.hpp"
#include "store/shard.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/table.hpp>

#include <cstdint>
#include <optional>
#include <string>
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
  int draws = 1;  ///< of the workload
  std::string title;
  std::string study;              ///< the resolved study, YAML
  std::string session_dimension;  ///< "session", "path", …
  std::vector<std::string> case_labels;
  std::uint64_t sessions_per_case = 0;
  std::uint64_t sessions_per_block = 0;
  bool in_rounds = false;                ///< the study does not say sessions_per_case: the file does
  Columns columns;                       ///< kept in /sessions, in this order; may be empty
  Axes axes;                             ///< that these columns lie along
  std::uint64_t words_per_block = 0;     ///< of the block summaries
  std::uint64_t failures_per_block = 0;  ///< room for failures; 0 when sessions cannot fail
  Axes summary_axes;
  std::vector<Variable> variables;
  std::optional<Shard> shard;      ///< the part of the study that the file holds; nullopt: all of it
  std::vector<Table> kept_tables;  ///< those of the study's inputs that lie in the file

  std::uint64_t case_count() const { return case_labels.size(); }
  std::uint64_t blocks_per_case() const { return (sessions_per_case + sessions_per_block - 1) / sessions_per_block; }
  std::uint64_t block_count() const { return case_count() * blocks_per_case(); }
  /// The ID of a block's first session; of block_count(): the number of sessions.
  std::uint64_t first_session(std::uint64_t block) const {
    return block / blocks_per_case() * sessions_per_case + block % blocks_per_case() * sessions_per_block;
  }

  /// The blocks that the file holds.
  IndexRange blocks_held() const {
    return shard ? share(block_count(), shard->index - 1, shard->count) : IndexRange{0, block_count()};
  }
  /// The IDs of their sessions.
  IndexRange sessions_held() const { return {first_session(blocks_held().first), first_session(blocks_held().last)}; }
  /// The shape of what the sessions leave: cases and sessions; a shard, which may begin and end inside a case, has its
  /// sessions in one row.
  std::vector<std::uint64_t> session_shape() const {
    if (shard) return {sessions_held().size()};
    return {case_count(), sessions_per_case};
  }

  /// That of one of its shards. Statistics of cases are for all of a study: a shard has none.
  FileLayout part(const Shard& which) const;

  /// Bytes that a session leaves in a column.
  std::uint64_t row_bytes(const Column& column) const {
    return values_per_session(column, axes) * size_of(column.type);
  }
  /// The lengths of a variable's axes.
  std::vector<std::uint64_t> lengths(const Variable& variable) const;
  /// Bytes of a variable for one case.
  std::uint64_t bytes_per_case(const Variable& variable) const;

  /// What identifies the study and how its workload draws. The first draws go by the name of the version that drew
  /// them: the files of format 1.0 have it in their seals.
  Digest identity() const;
  /// Bytes of results: rows, block summaries, ledger and failures. 2^63 when they are more than that.
  std::uint64_t payload() const;
};

/// Widths of the text fields of /failures, in bytes.
constexpr std::uint64_t failure_category_width = 32;
constexpr std::uint64_t failure_reason_width = 160;

}  // namespace ergodic::store
