#pragma once

#include "study/schema/named_files.hpp"
#include "study/tables/read_dataset.hpp"
#include "study/tables/table_text.hpp"
#include "study/values/node.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::study {

/// The files that a study names: comma-separated values and, where someone reads them, datasets of HDF5 files;
/// documents in YAML and JSON.
class TableFiles final : public NamedFiles {
 public:
  /// Relative names are in `folder`, the study's. `inputs` are the study's tables once they are read, and must live as
  /// long as this.
  TableFiles(std::filesystem::path folder, FileReaders readers, const Inputs* inputs = nullptr)
      : folder_(std::move(folder)), readers_(std::move(readers)), inputs_(inputs) {}

  FileList read(const Key& key, const std::string& path, const YamlValue& written, Problems& problems) const override;
  YamlPointer document(const YamlValue& name, Problems& problems) const override;
  std::vector<NamedDocument> documents(const YamlValue& folder, Problems& problems) const override;
  tables::RowsRead rows(const TableForm& form, const std::string& file, const std::string& group) const override;
  std::vector<Position> cells(const std::string& file, std::uint64_t line) const override;
  const ergodic::Table* input(const std::string& name) const override;

 private:
  std::optional<TextTable> table(const Section& reference, const YamlValue& written, Problems& problems) const;
  std::optional<TextTable> dataset(const std::filesystem::path& file, const std::string& name, const YamlValue& written,
                                   Problems& problems) const;

  std::filesystem::path folder_;
  FileReaders readers_;
  const Inputs* inputs_;
};

}  // namespace ergodic::study
