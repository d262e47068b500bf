#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_value.hpp"

#include <ergodic/errors.hpp>

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

/// What a text is, for messages, and how long it may be.
struct YamlText {
  std::string_view what = "study";
  std::size_t bytes = YamlLimits::bytes;
  std::string_view todo = "use a sweep, or fewer cases";  ///< about one that is too long
};

/// A text that cannot be read at all, or is beyond the limits.
class UnreadableYaml : public StudyError {
 public:
  UnreadableYaml(const Position& place, const std::string& message);

  const Position& where() const { return place_; }
  /// A sentence without its place.
  const std::string& message() const { return message_; }

 private:
  Position place_;
  std::string message_;
};

/// Reads one YAML document, or JSON, which is YAML too. `origin` is where the text comes from; with `has_lines`, places
/// are lines and columns in it. Repeated and odd keys are added to `problems`; what cannot be read at all, or is beyond
/// the limits, throws UnreadableYaml. A text without a document gives a null.
YamlPointer read_yaml(std::string_view text, const std::shared_ptr<const std::string>& origin, bool has_lines,
                      Problems& problems, const YamlText& kind = {});

}  // namespace ergodic::study
