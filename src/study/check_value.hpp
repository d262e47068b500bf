#pragma once

#include "study/node.hpp"
#include "study/problems.hpp"
#include "study/yaml_source.hpp"

#include <string>

namespace ergodic::study {

/// The written value as a value of `key`, whose dotted path messages call it by. What is wrong with it is added to
/// `problems`; then a null pointer is returned. Not for sections, other than as elements of a list.
NodePointer check_value(const Key& key, const std::string& path, const YamlValue& written, Problems& problems);

/// How messages call a written value: "a list", "text \"10\"", "2.5".
std::string found(const YamlValue& written);

}  // namespace ergodic::study
