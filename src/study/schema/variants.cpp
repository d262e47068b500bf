#include "study/schema/variants.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::study {
namespace {

bool is_there(const NodePointer& value) { return value != nullptr && !value->is_null(); }

bool needs_section(const Key& choice, const std::string& value) {
  return std::any_of(choice.choices.begin(), choice.choices.end(),
                     [&](const Key::Choice& one) { return one.value == value && one.needs_section; });
}

std::string plays_no_part(const Key& section, const std::string& path, const Key& choice,
                          const std::string& choice_path, const std::string& chosen) {
  return fmt::format("{} plays no part ({} is {}) remove it or set {}: {}", path, choice_path, chosen, choice.name,
                     section.name);
}

std::string is_missing(const Key& section, const std::string& path, const std::string& choice_path) {
  return fmt::format("{} is {} (the section {} is missing) add it: {}: {{…}}", choice_path, section.name, path,
                     section.name);
}

}  // namespace

std::vector<MisplacedSection> misplaced_sections(const KeySlots& layout, const Values& values,
                                                 const std::string& prefix, const Problems& problems) {
  std::vector<MisplacedSection> misplaced;
  for (Slot slot = 0; slot < layout.size(); ++slot) {
    const auto& [key, path, end, owner, choice] = layout[slot];
    if (choice == no_slot || values[choice] == nullptr || is_absent(layout, values, choice)) continue;
    const std::string choice_path = prefix + layout[choice].path;
    if (problems.is_concerned(choice_path)) continue;
    const Key& chooser = *layout[choice].key;
    const auto* chosen = std::get_if<std::string>(&values[choice]->value);
    const bool is_chosen = chosen != nullptr && *chosen == key->name;
    if (is_there(values[slot]) && !is_chosen) {
      misplaced.push_back({values[slot]->place, plays_no_part(*key, prefix + path, chooser, choice_path,
                                                              chosen == nullptr ? "not set" : *chosen)});
    } else if (is_chosen && !is_there(values[slot]) && needs_section(chooser, key->name)) {
      misplaced.push_back({values[choice]->place, is_missing(*key, prefix + path, choice_path)});
    }
  }
  return misplaced;
}

}  // namespace ergodic::study
