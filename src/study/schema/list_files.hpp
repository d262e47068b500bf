#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/schema.hpp>

#include <string>

namespace ergodic::study {

/// The files that a study may name in place of a list.
class ListFiles {
 public:
  virtual ~ListFiles() = default;

  /// The list that `key` gets where the study has `written`, a mapping, at `path`: as if it had been written there,
  /// with the places of the file. What is wrong is added to `problems`, and a null pointer returned.
  virtual YamlPointer read(const Key& key, const std::string& path, const YamlValue& written,
                           Problems& problems) const = 0;
};

}  // namespace ergodic::study
