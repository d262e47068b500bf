#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/document.hpp>

#include <cstddef>
#include <string>

namespace ergodic::study {

/// What a document may be at most: several times what a season's schedule takes, and little enough that a study can
/// hold many.
struct DocumentLimits {
  static constexpr std::size_t bytes = std::size_t{4} << 20;
  static constexpr int depth = 48;  ///< where it stands in a study, there are lists and sections around it
};

constexpr YamlText a_document{"document", DocumentLimits::bytes, "make it smaller"};

/// What a value of a document is.
Document::Kind kind_of(const YamlValue& value);

/// Adds to `problems` what no document may have: numbers that neither 64 bits nor a double can hold, control
/// characters, too many levels.
void check_document_values(const YamlValue& value, const std::string& path, Problems& problems);

/// The value as JSON on one line, which is YAML too.
std::string document_text(const YamlValue& value);

}  // namespace ergodic::study
