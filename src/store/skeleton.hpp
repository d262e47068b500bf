#pragma once

#include "store/layout.hpp"

#include <filesystem>

namespace ergodic::store {

/// Makes the complete, empty result file at `path`, replacing what is there: every group, dataset, attribute and
/// dimension scale, its space reserved, durable. From here on there are only raw writes to fixed places.
/// Throws InputOutputError; a file that could not be completed is removed.
void create_skeleton(const std::filesystem::path& path, const Layout& layout);

}  // namespace ergodic::store
