#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/schema.hpp>

#include <memory>
#include <string>

namespace ergodic::study {

/// What a file has for a list.
struct FileList {
  YamlPointer list;                        ///< as if it had been written in the study, with the places of the file
  std::shared_ptr<const ListNames> names;  ///< of the list's places; null where the file has none
};

/// The files that a study may name in place of lists and documents.
class NamedFiles {
 public:
  virtual ~NamedFiles() = default;

  /// The list that `key` gets where the study has `written`, a mapping, at `path`. What is wrong is added to
  /// `problems`, and a null list returned.
  virtual FileList read(const Key& key, const std::string& path, const YamlValue& written,
                        Problems& problems) const = 0;

  /// The document in the file of that name, with its places there; likewise.
  virtual YamlPointer document(const YamlValue& name, Problems& problems) const = 0;
};

}  // namespace ergodic::study
