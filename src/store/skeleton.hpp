#pragma once

#include "store/file_layout.hpp"
#include "store/offsets.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::store {

/// Makes the complete, empty result file at `path`, replacing what is there: every group, dataset, attribute and
/// dimension scale, its space reserved, durable. From here on there are only raw writes to fixed offsets.
/// `stages`: of a study without stages its only layout. `description` is what the file says that it holds.
/// Where its arrays lie, stage by stage. Throws InputOutputError; a file that could not be completed is removed.
std::vector<Offsets> create_skeleton(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                                     const std::string& description);

}  // namespace ergodic::store
