#pragma once

#include "study/schema/key_slots.hpp"

#include <ergodic/workload.hpp>

namespace ergodic::study {

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
