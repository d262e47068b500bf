#pragma once

#include "engine/description.hpp"

#include <string>

namespace ergodic::engine {

/// Throws what a description is not: InternalError, the reason why its file is damaged.
[[noreturn]] void wrong(const std::string& why);

/// A description may come from anywhere: what is looked up by it is there. (What sums need, their layout checks.)
void check_description(const Description::Parts& parts);

}  // namespace ergodic::engine
