#pragma once

#include "study/values/node.hpp"
#include "study/values/problems.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
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

/// How messages call a written value: "a list", "text \"10\"", "2.5".
std::string found(const YamlValue& written);

/// What a study's text may be at most: far beyond any study, and far below what would take down the reader.
struct YamlLimits {
  static constexpr std::size_t bytes = std::size_t{16} << 20;
  static constexpr std::uint32_t values = 2'000'000;  ///< with aliases written out
  static constexpr int depth = 64;
};

/// Reads one YAML document. `origin` is where the text comes from; with `has_lines`, places are lines and columns in
/// it. Repeated and odd keys are added to `problems`; what cannot be read at all, or is beyond the limits, throws
/// StudyError. A text without a document gives a null.
YamlPointer read_yaml(std::string_view text, const std::shared_ptr<const std::string>& origin, bool has_lines,
                      Problems& problems);

}  // namespace ergodic::study
