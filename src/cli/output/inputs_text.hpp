#pragma once

#include "engine/plan.hpp"

#include <string>

namespace ergodic::cli {

/// The tables that a study has read, two lines each: rows, columns, digest, where it is kept; its first and last key.
/// Empty where there are none.
std::string inputs_text(const engine::Plan& plan);

}  // namespace ergodic::cli
