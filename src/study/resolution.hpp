#pragma once

#include "study/cases.hpp"
#include "study/override.hpp"
#include "study/schema/named_files.hpp"
#include "study/schema/whole_schema.hpp"
#include "study/values/node.hpp"

#include <ergodic/workload_base.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ergodic::study {

/// A study as it was found to be. Its nodes point to the keys of its schema, and so live no longer than it.
struct Resolution : WholeSchema {
  std::string workload;
  bool draws_random_numbers;
  TableForms tables;
  Position place;  ///< of the file as a whole
  Values defaults;
  Values base;  ///< what every case starts from
  Cases cases;

  explicit Resolution(const WorkloadKind& kind);

  /// The values of one case.
  Values values_of(std::size_t case_index) const;
  /// The keys of the slots first, …, last − 1 as the tree that Parameters read.
  NodePointer tree_of(const Values& values, Slot first, Slot last) const;
};

/// Reads, merges and checks a study. `files` are those that it may name; a null pointer where there are none. Throws
/// StudyError with all that is wrong.
std::unique_ptr<const Resolution> resolve(std::string_view text, const std::string& origin, const Overrides& overrides,
                                          const Workloads& workloads, const NamedFiles* files);

}  // namespace ergodic::study
