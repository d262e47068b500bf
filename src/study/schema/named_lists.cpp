#include "study/schema/named_lists.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

namespace ergodic::study {
namespace {

constexpr std::size_t most_shown = 40;

/// The names of a list of sections whose first key is a name.
std::vector<std::string> names_in(const NodePointer& list) {
  std::vector<std::string> names;
  const auto* elements = list == nullptr ? nullptr : std::get_if<List>(&list->value);
  if (elements == nullptr) return names;
  for (const NodePointer& element : elements->elements) {
    const auto* section = std::get_if<Section>(&element->value);
    if (section == nullptr || section->keys.empty()) continue;
    if (const auto* name = std::get_if<std::string>(&section->keys.front()->value)) names.push_back(*name);
  }
  return names;
}

/// The slot of the key of that name beside another.
Slot beside(const KeySlots& layout, Slot slot, const std::string& name) {
  const std::string& path = layout[slot].path;
  const std::size_t dot = path.rfind('.');
  return layout.find(dot == std::string::npos ? name : path.substr(0, dot + 1) + name);
}

}  // namespace

bool has_names(const NodePointer& value) {
  const auto* list = value == nullptr ? nullptr : std::get_if<List>(&value->value);
  return list != nullptr && list->names != nullptr;
}

std::vector<MisnamedList> misnamed_lists(const KeySlots& layout, const Values& values) {
  std::vector<MisnamedList> misnamed;
  for (Slot slot = 0; slot < layout.size(); ++slot) {
    const std::string& list = layout[slot].key->names_in;
    if (list.empty() || !has_names(values[slot])) continue;
    const ListNames& found = *std::get<List>(values[slot]->value).names;
    const Slot named = beside(layout, slot, list);
    const std::vector<std::string> wanted = named == no_slot ? found.names : names_in(values[named]);
    if (wanted.empty() || found.names == wanted) continue;
    misnamed.push_back({found.place, fmt::format("the header of {} has {} (the {} are {}) bring both into one order",
                                                 layout[slot].path, enumerate(found.names, most_shown), list,
                                                 enumerate(wanted, most_shown))});
  }
  return misnamed;
}

}  // namespace ergodic::study
