#pragma once

#include "study/override.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

/// The mappings that make a study: the file's, then one for each override, of one dotted key. Later ones win.
using Sources = std::vector<YamlPointer>;

/// Reads the file's text and the overrides. Throws StudyError for what is not YAML, or not a mapping.
Sources read_sources(std::string_view text, const std::string& origin, const Overrides& overrides, Problems& problems);

/// The value of a key of the mapping, as it is written there; a null pointer when it has none.
const YamlValue* value_of(const YamlValue& mapping, std::string_view key);

/// The last source's value of a top-level key; a null pointer when none has it.
const YamlValue* last_value(const Sources& sources, std::string_view key);

/// The pairs of the mapping whose keys `keep` is true of.
template <class Predicate>
YamlValue pairs_where(const YamlValue& mapping, Predicate keep) {
  YamlValue kept;
  kept.kind = YamlValue::Kind::mapping;
  kept.place = mapping.place;
  for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
    if (!keep(std::string_view(mapping.key(pair).text))) continue;
    kept.items.push_back(mapping.items[2 * pair]);
    kept.items.push_back(mapping.items[2 * pair + 1]);
  }
  return kept;
}

}  // namespace ergodic::study
