#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::study {

/// Reads a dataset of one or two dimensions as rows of numbers; one dimension is one row. Throws Error. What an HDF5
/// file is, this room does not know.
using ReadDataset =
    std::function<std::vector<std::vector<double>>(const std::filesystem::path& file, const std::string& dataset)>;

}  // namespace ergodic::study
