#include "workloads/let_it_ride/import/translation.hpp"

#include <fmt/format.h>

namespace ergodic::workloads::let_it_ride::import {

namespace {

std::string_view section_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
}

}  // namespace

void Translation::keep(std::string_view path) const { to.set(path, from.value(path)); }

void Translation::keep_if_given(std::string_view path) const {
  if (from.gives(path) && keys().has(path)) keep(path);
}

void Translation::leave_out(std::string_view path, const std::string& note) const {
  if (from.gives(path)) to.remark(section_of(path), note, from.lines(path));
}

void Translation::follow(const std::vector<KeyRule>& rules) const {
  for (const auto& [path, note] : rules)
    note.empty() ? keep_if_given(path) : leave_out(path, std::string(note));
}

void Translation::leave_out_other_sections(const std::string& path, const std::string& chosen,
                                           const std::vector<std::string>& sections) const {
  for (const std::string& section : sections) {
    if (section != chosen)
      leave_out(path + "." + section, fmt::format("Plays no part, there and here: {}.type is {}.", path, chosen));
  }
}

void Translation::require_section(const std::string& path, const std::string& chosen) const {
  if (keys().has(path + "." + chosen)) return;
  keys().reject(path + ".type", chosen + " has no section",
                fmt::format("the original refused a file without {}.{}", path, chosen), "add it");
}

void Translation::require_bounds(const std::string& path) const {
  if (keys().money(path + ".min_bet") <= keys().money(path + ".max_bet")) return;
  keys().reject(path + ".min_bet", "is above max_bet", "no bet is within such bounds", "make it the smaller");
}

}  // namespace ergodic::workloads::let_it_ride::import
