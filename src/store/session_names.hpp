#pragma once

#include "store/file_layout.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::store {

/// What the sessions of a case are called, from a result file whose layout names them. Throws InputOutputError where it
/// cannot be read or is damaged, MismatchError where it lies otherwise than we wrote it.
std::vector<std::string> read_session_names(const std::filesystem::path& path, const FileLayout& layout,
                                            std::uint64_t case_index);

}  // namespace ergodic::store
