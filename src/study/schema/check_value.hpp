#pragma once

#include "study/node.hpp"
#include "study/problems.hpp"
#include "study/yaml_source.hpp"

#include <string>

namespace ergodic::study {

class TableFiles;

/// The written value as a value of `key`, whose dotted path messages call it by. What is wrong with it is added to
/// `problems`; then a null pointer is returned. Not for sections, other than as elements of a list.
/// `files` are for keys that a file may hold; a null pointer where there are none.
NodePointer check_value(const Key& key, const std::string& path, const YamlValue& written, const TableFiles* files,
                        Problems& problems);

/// How messages call a written value: "a list", "text \"10\"", "2.5".
std::string found(const YamlValue& written);

}  // namespace ergodic::study
