#pragma once

#include "analysis/results.hpp"
#include "store/archive/selection.hpp"

#include <filesystem>

namespace ergodic::analysis {

/// Writes what is selected of a file's rows, its summary of the selected cases when it is complete, and its failures
/// into a new archive at `path`, in memory that does not depend on their number. Of an incomplete file the rows that
/// are not there yet are zeros, and a column `done` tells which.
void write_archive(const Results& results, const store::Selection& selection, const std::filesystem::path& path);

/// The same rows, or where no columns are selected the summary of a complete file, as variables at the root of a netCDF
/// file, of the types of its classic model: for readers without groups, whole numbers of 64 bits or strings.
void write_flat_archive(const Results& results, const store::Selection& selection, const std::filesystem::path& path);

}  // namespace ergodic::analysis
