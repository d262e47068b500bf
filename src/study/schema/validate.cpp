#include "study/schema/validate.hpp"

#include "core/suggest.hpp"
#include "study/quoting.hpp"
#include "study/schema/check_value.hpp"
#include "study/schema/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

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

/// Says what is wrong with a path that the schema does not have: the first part of it that is wrong.
std::string explain_path(const Scope& scope, const std::string& path, Problems& problems) {
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

class Checker {
 public:
  Checker(const Scope& scope, Problems& problems) : scope_(scope), layout_(scope.layout), problems_(problems) {}

  void check_keys(const YamlValue& mapping, const std::string& prefix) {
    for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
      const YamlValue& key = mapping.key(pair);
      const std::string path = prefix + key.text;
      const Slot slot = check_path(scope_, key, path, problems_);
      if (slot != no_slot) set(slot, path, mapping.value(pair));
    }
  }

  /// What was set, in the order of slots, after a look for what was set twice.
  Layer layer() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.slot < b.slot; });
    Layer layer;
    const Found* last = nullptr;
    for (const Found& found : found_) {
      const bool is_same = last != nullptr && last->slot == found.slot;
      if (is_same && !(is_there(*last) && is_there(found))) report_twice(*last, found);
      if (!is_same) layer.push_back({found.slot, found.value});
      last = &found;
    }
    return layer;
  }

 private:
  struct Found {
    Slot slot;
    NodePointer value;
    std::string written;  ///< the path in the study's own words
  };

  /// True for the mark of an optional section that is there: its keys leave one each.
  bool is_there(const Found& found) const { return layout_.is_section(found.slot) && !found.value->is_null(); }

  void set(Slot slot, const std::string& written, const YamlValue& value) {
    const KeySlots::Entry& entry = layout_[slot];
    const std::string path = scope_.prefix + entry.path;
    if (entry.key->kind == Key::Kind::section) {
      set_section(slot, path, written, value);
    } else if (NodePointer node = check_value(*entry.key, path, value, scope_.files, problems_)) {
      found_.push_back({slot, std::move(node), written});
    } else {
      problems_.concerns(path);
      return;
    }
    for (Slot owner = entry.owner; owner != no_slot; owner = layout_[owner].owner)
      mark(owner, written, value.place);
  }

  void set_section(Slot slot, const std::string& path, const std::string& written, const YamlValue& value) {
    const Key& key = *layout_[slot].key;
    if (value.kind == YamlValue::Kind::mapping) {
      if (key.nullable || key.needed) mark(slot, written, value.place);
      check_keys(value, layout_[slot].path + ".");
    } else if (value.kind == YamlValue::Kind::null && key.nullable) {
      found_.push_back({slot, make_node(key, value.place, Null{}), written});
    } else {
      problems_.concerns(path);
      problems_.add(value.place,
                    fmt::format("{} is {} (it must be {}) {}", path, found(value), needs(key),
                                value.kind == YamlValue::Kind::null ? "leave it out to have its defaults"
                                                                    : "write its keys below it, one a line"));
    }
  }

  void mark(Slot slot, const std::string& written, const Position& place) {
    found_.push_back({slot, make_node(*layout_[slot].key, place, Section{}), written});
  }

  void report_twice(const Found& first, const Found& second) {
    const std::string path = scope_.prefix + layout_[first.slot].path;
    const std::string also = first.value->place.text();
    if (first.written == second.written || layout_.is_section(first.slot)) {
      problems_.add(second.value->place,
                    fmt::format("{} is given twice (the first is at {}) remove one of them", path, also));
    } else {
      problems_.add(second.value->place,
                    fmt::format("{} and {} are both given (the other is at {}, and both mean {}) remove "
                                "one of them",
                                second.written, first.written, also, path));
    }
  }

  const Scope& scope_;
  const KeySlots& layout_;
  Problems& problems_;
  std::vector<Found> found_;
};

}  // namespace

Layer check_mapping(const Scope& scope, const YamlValue& mapping, Problems& problems) {
  Checker checker(scope, problems);
  checker.check_keys(mapping, "");
  return checker.layer();
}

Slot check_path(const Scope& scope, const YamlValue& key, const std::string& path, Problems& problems) {
  Slot slot = scope.layout.find(path);
  if (slot == no_slot) {
    const Key* old = scope.layout.find_old(path);
    if (old == nullptr) {
      problems.add(key.place, explain_path(scope, path, problems));
      return no_slot;
    }
    if (old->kind == Key::Kind::retired) {
      problems.add(key.place, fmt::format("{}{} means nothing here (it is a key of older files) {}", scope.prefix, path,
                                          old->where));
      return no_slot;
    }
    slot = scope.layout.find(old->where);
  }
  if (slot < scope.first) {
    problems.add(key.place, fmt::format("{} in {} (it is the same for the whole study) set it at the top level", path,
                                        scope.where));
    return no_slot;
  }
  return slot;
}

NodePointer check_element_section(const Key& key, const std::string& path, const YamlValue& written,
                                  const TableFiles* files, Problems& problems) {
  const KeySlots layout(key.children);
  const Scope scope{.layout = layout, .prefix = path + ".", .described = path, .files = files};
  const Layer layer = check_mapping(scope, written, problems);
  const Values defaults = default_values(layout, written.place);
  Values values = defaults;
  apply(layout, layer, defaults, values);
  for (const Slot slot : missing(layout, values)) {
    const std::string lacking = scope.prefix + layout[slot].path;
    if (!problems.is_concerned(lacking)) problems.add(written.place, missing_message(lacking, *layout[slot].key, ""));
  }
  Section section{path, tree(layout, values, 0, layout.size(), written.place, scope.prefix)};
  return make_node(key, written.place, std::move(section));
}

std::string missing_message(const std::string& path, const Key& key, const std::string& where) {
  return fmt::format("{} is missing{} (it has no default, and must be {}) add it", path, where, needs(key));
}

}  // namespace ergodic::study
