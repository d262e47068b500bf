#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

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
