#pragma once

#include "core/json.hpp"
#include "study/schema/whole_schema.hpp"

#include <ergodic/table.hpp>

namespace ergodic::study {

/// JSON Schema of `cases: {each: …}`: the name of a column of the tables that the kind takes, or where cases come from
/// and what they set.
Json each_schema(const WholeSchema& study, const TableForms& tables);

}  // namespace ergodic::study
