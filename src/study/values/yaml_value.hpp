#pragma once

#include "study/values/position.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ergodic::study {

/// A YAML value as written, before anyone knows what it should be. Aliases share the value that they name.
struct YamlValue {
  enum class Kind { null, scalar, list, mapping };

  Kind kind = Kind::null;
  bool quoted = false;         ///< of a scalar: so it is text, whatever it looks like
  std::uint8_t height = 0;     ///< levels of lists and mappings in it
  std::uint32_t expanded = 1;  ///< values in it, those behind aliases counted each time
  Position place;
  std::string text;                                     ///< of a scalar
  std::vector<std::shared_ptr<const YamlValue>> items;  ///< of a list; of a mapping: key, value, key, value, …

  std::size_t pair_count() const { return items.size() / 2; }
  /// A mapping's keys are scalars, each there once.
  const YamlValue& key(std::size_t pair) const { return *items[2 * pair]; }
  const YamlValue& value(std::size_t pair) const { return *items[2 * pair + 1]; }
};
using YamlPointer = std::shared_ptr<const YamlValue>;

// Values that no document wrote in this way: what a table or a folder stands for. Their place is that of what says so.
YamlPointer yaml_scalar(std::string text, const Position& place);
YamlPointer yaml_list(std::vector<YamlPointer> items, const Position& place);
YamlPointer yaml_mapping(std::vector<YamlPointer> items, const Position& place);  ///< key, value, key, value, …

}  // namespace ergodic::study
