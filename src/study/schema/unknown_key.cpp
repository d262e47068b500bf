#include "study/schema/unknown_key.hpp"

#include "core/suggest.hpp"
#include "study/schema/describe.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace ergodic::study {
namespace {

/// The paths, in the schema's order, of the keys in scope that `is_it` is true of.
template <class Predicate>
std::vector<std::string> paths_where(const Scope& scope, Predicate is_it) {
  std::vector<std::string> paths;
  for (Slot slot = scope.first; slot < scope.layout.size(); ++slot) {
    if (is_it(scope.layout[slot].path)) paths.push_back(scope.layout[slot].path);
  }
  return paths;
}

/// " did you mean …?": the same name in another section, a similar one in this, or a similar one anywhere. Notes in
/// `problems` what was probably meant.
std::string suggestion(const Scope& scope, const std::string& section, const std::string& name, Problems& problems) {
  std::vector<std::string> same = paths_where(scope, [&](const std::string& path) { return last_name(path) == name; });
  const auto is_outside = [&](const std::string& path) { return !section.empty() && !path.starts_with(section + "."); };
  if (!std::all_of(same.begin(), same.end(), is_outside)) {
    same.erase(std::remove_if(same.begin(), same.end(), is_outside), same.end());
  }
  constexpr std::size_t most = 3;
  if (same.size() > most) same.resize(most);
  for (const std::string& path : same)
    problems.concerns(scope.prefix + path);
  if (!same.empty()) return fmt::format(" did you mean {}?", fmt::join(same, " or "));

  std::vector<std::string> siblings = scope.layout.names_in(section);
  if (section.empty())
    siblings = paths_where(scope, [](const std::string& path) { return path.find('.') == std::string::npos; });
  for (const auto& [path, key] : scope.layout.old_keys()) {
    if (key->kind == Key::Kind::moved && path == (section.empty() ? key->name : section + "." + key->name))
      siblings.push_back(key->name);
  }
  const std::string sibling = nearest(name, siblings);
  if (!sibling.empty()) {
    problems.concerns(scope.prefix + (section.empty() ? sibling : section + "." + sibling));
    return fmt::format(" did you mean {}?", sibling);
  }

  std::vector<std::string> names;
  for (const std::string& path : paths_where(scope, [](const std::string&) { return true; })) {
    names.emplace_back(last_name(path));
  }
  const std::string elsewhere = nearest(name, names);
  if (elsewhere.empty()) return "";
  const auto paths = paths_where(scope, [&](const std::string& path) { return last_name(path) == elsewhere; });
  problems.concerns(scope.prefix + paths.front());
  return fmt::format(" did you mean {}?", paths.front());
}

std::string unknown_key(const Scope& scope, const std::string& section, const std::string& name, Problems& problems) {
  std::vector<std::string> known = scope.layout.names_in(section);
  std::string holder = scope.prefix + section;
  if (section.empty()) {
    holder = scope.described;
    known.clear();
    for (Slot slot = scope.described_first; slot < scope.layout.size(); slot = scope.layout[slot].end) {
      if (!scope.layout.has_only_old_keys(slot)) known.push_back(scope.layout[slot].key->name);
    }
  }
  std::string todo = suggestion(scope, section, name, problems);
  if (todo.empty()) todo = " remove it";
  return fmt::format("unknown key \"{}\" ({} has {}){}", shown(name), holder,
                     known.empty() ? "no keys" : enumerate(known), todo);
}

}  // namespace

std::string explain_unknown(const Scope& scope, const std::string& path, Problems& problems) {
  const KeySlots& layout = scope.layout;
  std::string section;
  for (std::size_t start = 0;;) {
    const std::size_t dot = path.find('.', start);
    const std::string upto = path.substr(0, dot);
    const std::string name = path.substr(start, dot == std::string::npos ? dot : dot - start);
    if (const Key* old = layout.find_old(upto); old != nullptr && old->kind == Key::Kind::moved) {
      return fmt::format("unknown key \"{}\" ({} is another name for {}) write it below {}", shown(path), upto,
                         old->where, old->where);
    }
    const Slot slot = layout.find(upto);
    if (slot == no_slot || dot == std::string::npos) return unknown_key(scope, section, name, problems);
    if (layout[slot].key->children.empty() || !layout.is_section(slot)) {
      return fmt::format("unknown key \"{}\" ({} is {}, without keys of its own) set {} as a whole", shown(path), upto,
                         needs(*layout[slot].key), upto);
    }
    section = upto;
    start = dot + 1;
  }
}

}  // namespace ergodic::study
