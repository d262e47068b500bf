#pragma once

#include "store/archive.hpp"
#include "store/file_layout.hpp"
#include "store/tuning.hpp"

#include <filesystem>

namespace ergodic::store {

/// Makes the complete, empty result file at `path`, replacing what is there: every group, dataset, attribute and
/// dimension scale, its space reserved, durable. From here on there are only raw writes to fixed places. `description`
/// is what the file says that it holds.
/// Throws InputOutputError; a file that could not be completed is removed.
void create_skeleton(const std::filesystem::path& path, const FileLayout& layout, const std::string& description);

/// Makes the groups of an archive in an open, empty file: those of a result file but for the ledger. `layout` is of
/// what is selected of `whole`.
void write_archive_structure(hid_t file, const Tuning& with, const FileLayout& whole, const Selection& selection,
                             const FileLayout& layout);

}  // namespace ergodic::store
