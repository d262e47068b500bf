#pragma once

#include "study/schema/key_slots.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <string>
#include <vector>

namespace ergodic::study {

/// A case that the study names, and what it sets over the study's parameters.
struct NamedCase {
  std::string label;
  Position place;
  Layer layer;
};

/// Whether a case may have this label; tells why not.
bool check_label(const YamlValue& label, Problems& problems);

/// Lets the first of those with one label stay, and tells of the others, with both places.
void refuse_twins(std::vector<NamedCase>& cases, Problems& problems);

}  // namespace ergodic::study
