#pragma once

#include "study/values/node.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"
#include "tables/read.hpp"

#include <ergodic/schema.hpp>
#include <ergodic/table.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ergodic::study {

/// What a file has for a list.
struct FileList {
  YamlPointer list;                        ///< as if it had been written in the study, with the places of the file
  std::shared_ptr<const ListNames> names;  ///< of the list's places; null where the file has none
};

/// A document of a folder.
struct NamedDocument {
  std::string label;  ///< its file's name without ending
  std::string name;   ///< from the study's folder
  std::string path;
};

/// The files that a study may name, in place of lists and documents, and for its cases.
class NamedFiles {
 public:
  virtual ~NamedFiles() = default;

  /// The list that `key` gets where the study has `written`, a mapping, at `path`. What is wrong is added to
  /// `problems`, and a null list returned.
  virtual FileList read(const Key& key, const std::string& path, const YamlValue& written,
                        Problems& problems) const = 0;

  /// The document in the file of that name, with its places there; likewise.
  virtual YamlPointer document(const YamlValue& name, Problems& problems) const = 0;

  /// The documents in a folder, in the order of their labels, which differ. Likewise: an empty list.
  virtual std::vector<NamedDocument> documents(const YamlValue& folder, Problems& problems) const = 0;

  /// What a file has in the columns of a form, in its own order.
  virtual tables::RowsRead rows(const TableForm& form, const std::string& file, const std::string& group) const = 0;
  /// Where the cells of the row stand that begins in this line of a file of comma-separated values.
  virtual std::vector<Position> cells(const std::string& file, std::uint64_t line) const = 0;

  /// The table of the study's inputs; null: they are not read yet.
  virtual const ergodic::Table* input(const std::string& name) const = 0;
};

}  // namespace ergodic::study
