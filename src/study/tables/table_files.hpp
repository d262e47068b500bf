#pragma once

#include "study/node.hpp"
#include "study/problems.hpp"
#include "study/study.hpp"
#include "study/tables/table_text.hpp"
#include "study/yaml_source.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::study {

/// The keys of {file: NAME, dataset: PATH, header: true}, which stands in a study for a list that the file has.
const Key& table_file_keys();

/// The files that a study names: comma-separated values and, where someone reads them, datasets of HDF5 files.
class TableFiles {
 public:
  /// Relative names are in `folder`, the study's.
  TableFiles(std::filesystem::path folder, ReadDataset read_dataset)
      : folder_(std::move(folder)), read_dataset_(std::move(read_dataset)) {}

  /// The list that `key` gets where the study has `written`, a mapping, at `path`: as if it had been written there,
  /// with the places of the file. What is wrong is added to `problems`, and a null pointer returned.
  YamlPointer read(const Key& key, const std::string& path, const YamlValue& written, Problems& problems) const;

 private:
  std::optional<Table> table(const Section& reference, const YamlValue& written, Problems& problems) const;
  std::optional<Table> dataset(const std::filesystem::path& file, const std::string& name, const YamlValue& written,
                               Problems& problems) const;

  std::filesystem::path folder_;
  ReadDataset read_dataset_;
};

}  // namespace ergodic::study
