#pragma once

#include <ergodic/schema.hpp>

#include <cstddef>
#include <cstdint>

namespace ergodic::study {

/// The keys of every study, whatever its workload: workload, sessions, seeding, cases, sweep, output, …
const Schema& study_schema();

/// The keys of {file: NAME, dataset: PATH, header: true}, which stands in a study for a list that the file has.
const Key& table_file_keys();

/// What the cases of a study may be at most.
struct CaseLimits {
  static constexpr std::uint64_t most = 1'000'000;
  static constexpr std::size_t longest_label = 120;  ///< bytes
};

}  // namespace ergodic::study
