#include "engine/inputs/changed_table.hpp"

#include <fmt/format.h>

#include <map>
#include <sstream>

namespace ergodic::engine {
namespace {

/// What a resolved study, which is canonical YAML, says of each of its tables.
using Contents = std::map<std::string, std::string>;

Contents contents_in(std::string_view study) {
  Contents contents;
  std::istringstream lines{std::string(study)};
  std::string line, rows;
  while (std::getline(lines, line) && line != "inputs:") {
  }
  for (std::string name; std::getline(lines, line) && line.starts_with("  ");) {
    if (!line.starts_with("    ")) name = line.substr(2, line.size() - 3);  // "  games:"
    if (line.starts_with("    rows: ")) rows = line.substr(10);
    if (line.starts_with("    digest: ")) contents[name] = fmt::format("{} rows of digest {}", rows, line.substr(12));
  }
  return contents;
}

}  // namespace

std::string changed_table(std::string_view ours, std::string_view theirs) {
  const Contents now = contents_in(ours);
  for (const auto& [name, content] : contents_in(theirs)) {
    const auto found = now.find(name);
    if (found == now.end() || found->second == content) continue;
    return fmt::format("its table {} had {}, and this run's has {}", name, content, found->second);
  }
  return "";
}

}  // namespace ergodic::engine
