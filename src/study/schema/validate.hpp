#pragma once

#include "study/schema/scope.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <string>

namespace ergodic::study {

/// Checks the mapping's keys and values, nested or dotted ("strategy.type"), and returns what it sets. What is wrong
/// is added to `problems`. Null counts as an empty mapping.
Layer check_mapping(const Scope& scope, const YamlValue& mapping, Problems& problems);

/// The slot that a path as written means, also through moved keys; no_slot when it is none, which `problems` then
/// tells.
Slot check_path(const Scope& scope, const YamlValue& key, const std::string& path, Problems& problems);

/// The written value as a value of `key`, which messages call by its dotted path. What is wrong with it is added to
/// `problems`; then a null pointer is returned. Not for sections, other than as elements of a list.
/// `files` are for keys that a file may hold; a null pointer where there are none.
NodePointer check_value(const Key& key, const std::string& path, const YamlValue& written, const NamedFiles* files,
                        Problems& problems);

/// An element of a list of sections: checked, complete with defaults. Null pointer when there is a problem.
NodePointer check_element_section(const Key& key, const std::string& path, const YamlValue& written,
                                  const NamedFiles* files, Problems& problems);

/// The message for a required key that no one sets.
std::string missing_message(const std::string& path, const Key& key, const std::string& where);

}  // namespace ergodic::study
