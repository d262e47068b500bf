#pragma once

#include "store/file_layout.hpp"

#include <filesystem>

namespace ergodic::store {

/// Makes the complete, empty result file at `path`, replacing what is there: every group, dataset, attribute and
/// dimension scale, its space reserved, durable. From here on there are only raw writes to fixed offsets.
/// `description` is what the file says that it holds.
/// Throws InputOutputError; a file that could not be completed is removed.
void create_skeleton(const std::filesystem::path& path, const FileLayout& layout, const std::string& description);

}  // namespace ergodic::store
