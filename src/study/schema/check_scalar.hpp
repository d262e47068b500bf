#pragma once

#include "study/values/node.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <string>

namespace ergodic::study {

/// The written value as a value of `key`, a number, a truth, a text or a choice, whose dotted path messages call it by.
/// What is wrong with it is added to `problems`; then a null pointer is returned.
NodePointer check_scalar(const Key& key, const std::string& path, const YamlValue& written, Problems& problems);

}  // namespace ergodic::study
