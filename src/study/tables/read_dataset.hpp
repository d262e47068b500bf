#pragma once

#include "tables/read.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::study {

/// Reads a dataset of one or two dimensions as rows of numbers; one dimension is one row. Throws Error. What an HDF5
/// file is, this room does not know.
using ReadDataset =
    std::function<std::vector<std::vector<double>>(const std::filesystem::path& file, const std::string& dataset)>;

/// Readers of what files hold that this room cannot read.
struct FileReaders {
  FileReaders() = default;
  template <class Dataset>
  FileReaders(Dataset read_dataset, tables::ReadHdf5 read_table = {})
      : dataset(std::move(read_dataset)), table(std::move(read_table)) {}

  ReadDataset dataset = {};
  tables::ReadHdf5 table = {};  ///< of a table, column by column
};

}  // namespace ergodic::study
