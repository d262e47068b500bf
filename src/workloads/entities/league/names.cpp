#include "workloads/entities/league/names.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::workloads::entities {

Names::Names(std::vector<std::string> names) : names_(std::move(names)) {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

Code Names::code_of(std::string_view name) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), name);
  return found != names_.end() && *found == name ? static_cast<Code>(found - names_.begin()) : no_code;
}

void NameCollection::add(const TextColumn& column) {
  for (std::size_t i = 0; i < column.distinct(); ++i)
    collected_.emplace_back(column.text(static_cast<std::int32_t>(i)));
}

Names NameCollection::names() && { return Names(std::move(collected_)); }

CodeColumn CodeColumn::of(const TextColumn& column, const Names& names) {
  std::vector<Code> to_code;
  for (std::size_t i = 0; i < column.distinct(); ++i)
    to_code.push_back(names.code_of(column.text(static_cast<std::int32_t>(i))));
  return {column, std::move(to_code)};
}

}  // namespace ergodic::workloads::entities
