#pragma once

#include "study/each/named_case.hpp"
#include "study/schema/key_slots.hpp"
#include "study/schema/study_schema.hpp"
#include "study/schema/validate.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::study {

/// The cases of a study: those that it names, times the grid of its sweep.
struct Cases {
  using Named = NamedCase;
  /// A key that is swept, and its values.
  struct Axis {
    Slot slot;
    Position place;
    Nodes values;
  };

  std::vector<Named> named;
  std::vector<Axis> axes;           ///< the first is the slowest
  std::vector<std::string> labels;  ///< of all cases, in their order
  bool are_pending = false;         ///< some are in tables that are not read yet, or wrong

  /// Points of the sweep's grid; just more than `CaseLimits::most` when there are too many to count.
  std::uint64_t points() const;

  /// What case `index` sets over the study's parameters, in the order to be applied.
  std::vector<Layer> layers(const KeySlots& layout, std::size_t index) const;
};

/// Reads the mapping `cases`: label → what it sets; and `each`, which stands for those of a table that the workload
/// takes, a file, or a folder.
void check_cases(const Scope& scope, const TableForms& tables, const YamlValue& written, Cases& cases,
                 Problems& problems);

/// Reads the mapping `sweep`: key → list of values.
std::vector<Cases::Axis> check_sweep(const Scope& scope, const YamlValue& written, Problems& problems);

/// Reads one entry of `sweep`; false when there is a problem.
bool check_axis(const Scope& scope, const YamlValue& key, const std::string& path, const YamlValue& values,
                Cases::Axis& axis, Problems& problems);

/// Multiplies out the grid and names its points: "case, key=value, key=value". `place` is where problems of the grid
/// are. What a case sets and the sweep too, labels that are too long or not unique, and more than `CaseLimits::most`
/// are problems.
void label_cases(const KeySlots& layout, Cases& cases, const Position& place, Problems& problems);

}  // namespace ergodic::study
