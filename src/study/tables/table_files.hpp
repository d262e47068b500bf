#pragma once

#include "study/schema/named_files.hpp"
#include "study/tables/read_dataset.hpp"
#include "study/tables/table_text.hpp"
#include "study/values/node.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::study {

/// The files that a study names: comma-separated values and, where someone reads them, datasets of HDF5 files;
/// documents in YAML and JSON.
class TableFiles final : public NamedFiles {
 public:
  /// Relative names are in `folder`, the study's.
  TableFiles(std::filesystem::path folder, ReadDataset read_dataset)
      : folder_(std::move(folder)), read_dataset_(std::move(read_dataset)) {}

  FileList read(const Key& key, const std::string& path, const YamlValue& written, Problems& problems) const override;
  YamlPointer document(const YamlValue& name, Problems& problems) const override;

 private:
  std::optional<Table> table(const Section& reference, const YamlValue& written, Problems& problems) const;
  std::optional<Table> dataset(const std::filesystem::path& file, const std::string& name, const YamlValue& written,
                               Problems& problems) const;

  std::filesystem::path folder_;
  ReadDataset read_dataset_;
};

}  // namespace ergodic::study
