#include "study/schema/whole_schema.hpp"

#include "study/schema/input_keys.hpp"
#include "study/schema/study_schema.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace ergodic::study {

namespace {

/// Whether the kind makes functions of more than its columns, and declares the key itself.
bool has_own_functions(const WorkloadKind& kind) {
  const Schema& keys = kind.schema();
  return std::any_of(keys.begin(), keys.end(), [](const Key& key) { return key.name == "functions"; });
}

}  // namespace

Schema own_schema(const WorkloadKind& kind) {
  Schema own;
  const TableForms tables = kind.tables();
  for (const Key& key : study_schema()) {
    const bool is_none_here = (!kind.draws_random_numbers() && is_about_random_numbers(key.name)) ||
                              (key.name == "functions" && has_own_functions(kind));
    if (!is_none_here) own.push_back(key);
    if (key.name == "metadata" && !tables.empty()) own.push_back(inputs_key(tables));
  }
  return own;
}

bool is_about_random_numbers(std::string_view path) {
  const std::string_view key = path.substr(0, path.find('.'));
  return key == "seeding" || key == "sessions" || key == "until";
}

WholeSchema::WholeSchema(const WorkloadKind& kind)
    : schema(merged(own_schema(kind), kind.schema())),
      layout(schema),
      first_parameter(KeySlots(own_schema(kind)).size()) {
  const std::string& last_own = study_schema().back().name;
  if (layout[layout.find(last_own)].end != first_parameter) {
    throw InternalError(
        fmt::format("the workload {} declares keys in sections of the study itself (only moved and retired "
                    "keys can be there) rename the sections",
                    kind.name()));
  }
}

}  // namespace ergodic::study
