#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_value.hpp"

namespace ergodic::study {

/// In braces and brackets YAML ends a plain text at its first comma, so that `{expression: max(a, 0)}` has the keys
/// `expression` and `0)`. Tells of the values that end so, inside parentheses or a quotation, and joins them again:
/// what else is wrong with the mapping or list is then told of what was meant.
void join_cut_values(YamlValue& mapping_or_list, Problems& problems);

}  // namespace ergodic::study
