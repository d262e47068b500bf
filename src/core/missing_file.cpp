#include "core/missing_file.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace ergodic {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_in(const fs::path& folder) {
  constexpr std::size_t most = 10'000;  // looking for a name must not take long in a folder full of results
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end && names.size() < most; at.increment(error)) {
    std::error_code unknown;
    if (at->is_regular_file(unknown)) names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string advice_for_missing(const fs::path& path) {
  const fs::path folder = path.parent_path();
  const std::string near = nearest(path.filename().string(), files_in(folder.empty() ? fs::path(".") : folder));
  return near.empty() ? "check the name and the folder" : fmt::format("did you mean {}?", (folder / near).string());
}

}  // namespace ergodic
