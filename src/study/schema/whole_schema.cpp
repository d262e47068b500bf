#include "study/schema/whole_schema.hpp"

#include "study/schema/study_schema.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <string>

namespace ergodic::study {

WholeSchema::WholeSchema(const WorkloadKind& kind)
    : schema(merged(study_schema(), kind.schema())), layout(schema), first_parameter(KeySlots(study_schema()).size()) {
  const std::string& last_own = study_schema().back().name;
  if (layout[layout.find(last_own)].end != first_parameter) {
    throw InternalError(
        fmt::format("the workload {} declares keys in sections of the study itself (only moved and retired "
                    "keys can be there) rename the sections",
                    kind.name()));
  }
}

}  // namespace ergodic::study
