#include "study/tables/table_files.hpp"
#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace ergodic::study {
namespace {

namespace fs = std::filesystem;

bool is_document(const fs::directory_entry& entry) {
  const std::string ending = entry.path().extension().string();
  std::error_code unknown;
  return !entry.path().filename().string().starts_with('.') && entry.is_regular_file(unknown) &&
         (ending == ".yaml" || ending == ".yml" || ending == ".json");
}

}  // namespace

std::vector<NamedDocument> TableFiles::documents(const YamlValue& folder, Problems& problems) const {
  const fs::path path = folder_ / folder.text;
  std::vector<NamedDocument> documents;
  std::error_code error;
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    const fs::path name = at->path().filename();
    if (is_document(*at))
      documents.push_back({name.stem().string(), (fs::path(folder.text) / name).string(), at->path().string()});
  }
  if (error) {
    problems.add(folder.place,
                 fmt::format("cannot read the folder {} ({}) check its name", path.string(), error.message()));
    return {};
  }
  if (documents.empty()) {
    problems.add(folder.place,
                 fmt::format("no documents in {} (files that end in .yaml, .yml or .json are) put some there, "
                             "or name another folder",
                             path.string()));
  }
  const auto order = [](const NamedDocument& a, const NamedDocument& b) {
    return std::tie(a.label, a.name) < std::tie(b.label, b.name);
  };
  std::sort(documents.begin(), documents.end(), order);
  return documents;
}

}  // namespace ergodic::study
