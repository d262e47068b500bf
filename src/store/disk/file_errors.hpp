#pragma once

#include <filesystem>
#include <string>

namespace ergodic::store {

/// Throws MismatchError: the file at `path` is something else than a result file of ours.
[[noreturn]] void not_ours(const std::filesystem::path& path, const std::string& why);

/// Throws InputOutputError: it is one, and what is in it cannot be.
[[noreturn]] void damaged(const std::filesystem::path& path, const std::string& why);

}  // namespace ergodic::store
