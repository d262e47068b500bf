#pragma once

#include <ergodic/workload_base.hpp>

#include <string>

namespace ergodic::study {

/// JSON Schema (draft 2020-12) of study files of one workload, for editors.
std::string json_schema(const WorkloadKind& kind);

/// The same of study files of any of them: each fits the one that it names.
std::string json_schema(const Workloads& workloads);

}  // namespace ergodic::study
