#pragma once

#include "study/each/case_rows.hpp"
#include "study/each/each.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_value.hpp"

#include <cstddef>
#include <vector>

namespace ergodic::study {

/// The columns that an expression names, each where it does so first.
std::vector<Each::Named> names_in(const YamlValue& where, Problems& problems);

/// The rows of which the expression is true, in order.
std::vector<std::size_t> rows_where(const YamlValue& where, const CaseRows& rows, Problems& problems);

}  // namespace ergodic::study
