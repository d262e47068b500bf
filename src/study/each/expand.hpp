#pragma once

#include "study/each/each.hpp"
#include "study/each/named_case.hpp"
#include "study/schema/scope.hpp"
#include "study/values/problems.hpp"

#include <ergodic/table.hpp>

#include <vector>

namespace ergodic::study {

/// The cases that `each` means, in the order of its rows or documents; nothing, which is told, where something is wrong
/// with any of them. Of a table among the study's inputs that is not read yet, none: only what can be known is checked.
std::vector<NamedCase> cases_of(const Each& each, const Scope& scope, const TableForms& tables, Problems& problems);

}  // namespace ergodic::study
