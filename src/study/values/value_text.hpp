#pragma once

#include "study/values/node.hpp"

#include <string>

namespace ergodic::study {

/// A value as canonical YAML on one line, as in "[1, 2]".
std::string value_text(const Node& node);

}  // namespace ergodic::study
