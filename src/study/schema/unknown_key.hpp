#pragma once

#include "study/schema/scope.hpp"
#include "study/values/problems.hpp"

#include <string>

namespace ergodic::study {

/// What is wrong with a path that the schema does not have: the first part of it that is wrong, with what there is and
/// what was probably meant, which `problems` are told to be concerned with.
std::string explain_unknown(const Scope& scope, const std::string& path, Problems& problems);

}  // namespace ergodic::study
