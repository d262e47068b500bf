#pragma once

#include "core/digest.hpp"

#include <ergodic/columns.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::store {

/// A further dimension of the variables of /summary, with what its places mean: labels or numbers.
struct Axis {
  std::string name;
  std::string long_name;
  std::vector<std::string> labels;
  std::vector<double> values;  ///< used when there are no labels

  std::uint64_t size() const { return labels.empty() ? values.size() : labels.size(); }
};

/// A dataset of /summary: one value a case, or one a case and place of an axis.
struct Variable {
  std::string name;
  Type type = Type::float64;
  std::string unit = "1";
  std::string long_name;
  std::string axis;  ///< "": none
};

/// Everything that decides the bytes of a result file apart from what the sessions give. A pure function of the study
/// and the program's version.
struct Layout {
  std::string program_version;
  std::string workload;
  std::string title;
  std::string study;              ///< the resolved study, YAML
  std::string session_dimension;  ///< "session", "path", …
  std::vector<std::string> case_labels;
  std::uint64_t sessions_per_case = 0;
  std::uint64_t sessions_per_block = 0;
  Columns columns;                       ///< kept in /sessions, in this order; may be empty
  std::uint64_t words_per_block = 0;     ///< of the block summaries
  std::uint64_t failures_per_block = 0;  ///< room for failures; 0 when sessions cannot fail
  std::vector<Axis> axes;
  std::vector<Variable> variables;

  std::uint64_t case_count() const { return case_labels.size(); }
  std::uint64_t blocks_per_case() const { return (sessions_per_case + sessions_per_block - 1) / sessions_per_block; }
  std::uint64_t block_count() const { return case_count() * blocks_per_case(); }

  /// What identifies the study and the program that simulates it.
  Digest identity() const { return Digester().add(program_version).add("\n").add(study).result(); }
  /// Bytes of results: rows, block summaries, ledger and failures. 2^63 when they are more than that.
  std::uint64_t payload() const;
};

/// Widths of the text fields of /failures, in bytes.
constexpr std::uint64_t failure_category_width = 32;
constexpr std::uint64_t failure_reason_width = 160;

}  // namespace ergodic::store
