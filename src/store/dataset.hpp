#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::store {

/// The numbers of a dataset of one or two dimensions, row by row; one dimension is one row. Of any numeric type, as
/// doubles. Throws InputOutputError where the file, the dataset or its shape is not such.
std::vector<std::vector<double>> read_dataset(const std::filesystem::path& file, const std::string& name);

}  // namespace ergodic::store
