#include "study/schema/key_slots.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::study {

bool is_old(const Key& key) { return key.kind == Key::Kind::moved || key.kind == Key::Kind::retired; }

std::vector<Member> members_of(const Schema& keys) {
  std::vector<Member> members;
  for (const Key& key : keys)
    members.push_back({&key, nullptr});
  for (const Key& key : keys) {
    if (key.kind != Key::Kind::choice) continue;
    for (const Key& section : key.children)
      members.push_back({&section, &key});
  }
  return members;
}

KeySlots::KeySlots(const Schema& schema) {
  add_all(schema, "", no_slot);
  for (const auto& [path, key] : old_) {
    if (key->kind == Key::Kind::moved && find(key->where) == no_slot) {
      throw InternalError(fmt::format(
          "the key \"{}\" is moved to \"{}\" (which the schema does not have) correct the schema", path, key->where));
    }
  }
}

void KeySlots::add_all(const Schema& keys, const std::string& prefix, Slot owner) {
  for (const auto& [key, choice] : members_of(keys))
    add(*key, prefix, owner, choice == nullptr ? no_slot : find(prefix + choice->name));
}

void KeySlots::add(const Key& key, const std::string& prefix, Slot owner, Slot choice) {
  const std::string path = prefix + key.name;
  const Slot slot = entries_.size();
  const bool is_new = is_old(key) ? old_.emplace(path, &key).second : slots_.emplace(path, slot).second;
  if (!is_new || (is_old(key) ? slots_.count(path) : old_.count(path)) > 0) {
    throw InternalError(
        fmt::format("the key \"{}\" is declared twice (each has one meaning) correct the schema", path));
  }
  if (is_old(key)) return;
  entries_.push_back({&key, path, slot + 1, owner, choice});
  if (key.kind == Key::Kind::section) {
    add_all(key.children, path + ".", key.nullable || key.needed ? slot : owner);
    entries_[slot].end = entries_.size();
  }
}

bool KeySlots::has_variants() const {
  return std::any_of(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.choice != no_slot; });
}

Slot KeySlots::find(std::string_view path) const {
  const auto found = slots_.find(path);
  return found == slots_.end() ? no_slot : found->second;
}

const Key* KeySlots::find_old(std::string_view path) const {
  const auto found = old_.find(path);
  return found == old_.end() ? nullptr : found->second;
}

std::vector<std::string> KeySlots::names_in(std::string_view path) const {
  std::vector<std::string> names;
  const Slot section = path.empty() ? no_slot : find(path);
  const Slot last = section == no_slot ? size() : entries_[section].end;
  for (Slot slot = section == no_slot ? 0 : section + 1; slot < last; slot = entries_[slot].end) {
    if (!has_only_old_keys(slot)) names.push_back(entries_[slot].key->name);
  }
  return names;
}

std::string_view last_name(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

Schema merged(const Schema& first, const Schema& second) {
  Schema all = first;
  for (const Key& key : second) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const Key& other) {
      return other.name == key.name && other.kind == Key::Kind::section && key.kind == Key::Kind::section;
    });
    if (same == all.end()) {
      all.push_back(key);
    } else {
      same->children = merged(same->children, key.children);
    }
  }
  return all;
}

Values default_values(const KeySlots& layout, const Position& place) {
  Values values;
  values.reserve(layout.size());
  for (Slot slot = 0; slot < layout.size(); ++slot)
    values.push_back(default_node(*layout[slot].key, place));
  return values;
}

void apply(const KeySlots& layout, const Layer& layer, const Values& defaults, Values& values) {
  for (const Setting& setting : layer) {
    values[setting.slot] = setting.value;
    if (!layout.is_section(setting.slot) || !setting.value->is_null()) continue;
    const auto first = static_cast<std::ptrdiff_t>(setting.slot + 1);
    const auto last = static_cast<std::ptrdiff_t>(layout[setting.slot].end);
    std::copy(defaults.begin() + first, defaults.begin() + last, values.begin() + first);
  }
}

bool is_absent(const KeySlots& layout, const Values& values, Slot slot) {
  for (Slot owner = layout[slot].owner; owner != no_slot; owner = layout[owner].owner) {
    if (values[owner] == nullptr || values[owner]->is_null()) return true;
  }
  return false;
}

std::vector<Slot> missing(const KeySlots& layout, const Values& values) {
  std::vector<Slot> slots;
  for (Slot slot = 0; slot < layout.size();) {
    const bool lacks = values[slot] == nullptr && is_required(*layout[slot].key) && !is_absent(layout, values, slot);
    if (lacks) slots.push_back(slot);
    slot = lacks ? layout[slot].end : slot + 1;  // a missing section is one problem, not one for each of its keys
  }
  return slots;
}

Nodes tree(const KeySlots& layout, const Values& values, Slot first, Slot last, const Position& place,
           const std::string& prefix) {
  Nodes nodes;
  for (Slot slot = first; slot < last; slot = layout[slot].end) {
    const KeySlots::Entry& entry = layout[slot];
    const NodePointer& value = values[slot];
    if (entry.key->kind != Key::Kind::section || (value != nullptr && value->is_null())) {
      if (value != nullptr) nodes.push_back(value);
      continue;
    }
    if (value == nullptr && (entry.key->needed || layout.has_only_old_keys(slot))) continue;
    Section section{prefix + entry.path, tree(layout, values, slot + 1, entry.end, place, prefix)};
    nodes.push_back(make_node(*entry.key, value == nullptr ? place : value->place, std::move(section)));
  }
  return nodes;
}

}  // namespace ergodic::study
