#pragma once

#include <filesystem>
#include <string>

namespace ergodic {

/// What to do about a file that is not there: "did you mean X?", which is in its folder, or to check its name.
std::string advice_for_missing(const std::filesystem::path& path);

}  // namespace ergodic
