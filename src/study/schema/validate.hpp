#pragma once

#include "study/key_slots.hpp"
#include "study/problems.hpp"
#include "study/yaml_source.hpp"

#include <string>
#include <vector>

namespace ergodic::study {

class TableFiles;

/// What a mapping of a study is checked against.
struct Scope {
  const KeySlots& layout;
  Slot first = 0;                     ///< keys before this slot are the study's own, and cannot be set here
  std::string prefix = {};            ///< of paths in messages: "rules[2]." inside a list
  std::string described = {};         ///< what holds the keys of the root: "the toy workload"
  Slot described_first = 0;           ///< the first of the keys that messages list for the root
  const TableFiles* files = nullptr;  ///< for keys that a file may hold; a null pointer where there are none
  std::string where = {};             ///< where keys of the study cannot be set: "a case", "the sweep"
};

/// Checks the mapping's keys and values, nested or dotted ("strategy.type"), and returns what it sets. What is wrong
/// is added to `problems`. Null counts as an empty mapping.
Layer check_mapping(const Scope& scope, const YamlValue& mapping, Problems& problems);

/// The slot that a path as written means, also through moved keys; no_slot when it is none, which `problems` then
/// tells.
Slot check_path(const Scope& scope, const YamlValue& key, const std::string& path, Problems& problems);

/// An element of a list of sections: checked, complete with defaults. Null pointer when there is a problem.
NodePointer check_element_section(const Key& key, const std::string& path, const YamlValue& written,
                                  const TableFiles* files, Problems& problems);

/// The message for a required key that no one sets.
std::string missing_message(const std::string& path, const Key& key, const std::string& where);

}  // namespace ergodic::study
