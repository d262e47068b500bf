#pragma once

#include "core/posix.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace ergodic::store {

/// "cannot WHAT PATH (CALL: reason)", and what can be done about it.
std::string failure(std::string_view what, const std::filesystem::path& path, SystemError error);

/// Gives `from` the name `to`, replacing what has it. Throws InputOutputError.
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes the directory entry of a file durable. Throws InputOutputError.
void sync_folder_of(const std::filesystem::path& path);

}  // namespace ergodic::store
