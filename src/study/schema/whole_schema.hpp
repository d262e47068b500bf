#pragma once

#include "study/schema/key_slots.hpp"

#include <ergodic/workload_base.hpp>

#include <string_view>

namespace ergodic::study {

/// The study's own keys in the studies of that kind: with `inputs` where it takes tables; without those about random
/// numbers where it draws none.
Schema own_schema(const WorkloadKind& kind);

/// Whether a key of every study, or one in it, means nothing where no random numbers are drawn: `sessions`, `until`,
/// "seeding.seed".
bool is_about_random_numbers(std::string_view path);

/// The keys of the studies of one workload.
struct WholeSchema {
  Schema schema;  ///< the study's own, then the workload's
  KeySlots layout;
  Slot first_parameter;  ///< slots before it are the study's own keys, those from it on the workload's

  /// Throws InternalError for a workload whose keys get in among the study's own.
  explicit WholeSchema(const WorkloadKind& kind);
  WholeSchema(const WholeSchema&) = delete;  // the layout points into the schema
  WholeSchema& operator=(const WholeSchema&) = delete;
};

}  // namespace ergodic::study
