#include "study/schema/reference.hpp"

#include "study/schema/describe.hpp"
#include "study/schema/key_slots.hpp"
#include "study/schema/pages.hpp"
#include "study/values/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ergodic::study {
namespace {

std::string default_cell(const Key& key) {
  if (is_required(key)) return "required";
  const std::string text = default_text(key);
  return text == "null" ? "not set" : text;
}

const Key& innermost(const Key& key) { return key.kind == Key::Kind::list ? innermost(key.children.front()) : key; }

void add_keys(Page& page, const std::vector<Key>& keys, const std::string& prefix);

void add_section(Page& page, const Key& section, const std::string& path, const std::string& says) {
  const auto is_retired = [](const Key& key) { return key.kind == Key::Kind::retired; };
  const bool is_shown =
      section.children.empty() || !std::all_of(section.children.begin(), section.children.end(), is_retired);
  if (!is_shown) return;
  page.heading(path, says);
  add_keys(page, section.children, path + ".");
}

void add_key(Page& page, const Key& key) {
  if (key.kind == Key::Kind::moved) {
    page.row({"  " + key.name, "moved"}, fmt::format("another name for {}", key.where));
    return;
  }
  const Key& value = innermost(key);
  page.row({"  " + key.name, type_word(key), value.unit_text, range_symbols(value), default_cell(key)},
           key.doc + (key.from_file ? "; or {file: NAME.csv}" : "") +
               (value.kind == Key::Kind::document ? "; or {file: NAME}, YAML or JSON" : ""));
  for (const Key::Choice& choice : value.choices) {
    page.choice("    " + choice.value, choice.says);
  }
}

/// A section's own keys first, then the sections in it, each under its whole path.
void add_keys(Page& page, const std::vector<Key>& keys, const std::string& prefix) {
  for (const Key& key : keys) {
    if (key.kind != Key::Kind::section && key.kind != Key::Kind::retired) add_key(page, key);
  }
  for (const auto& [member, choice] : members_of(keys)) {
    const Key& key = *member;
    const Key& value = innermost(key);
    if (value.kind == Key::Kind::document && !value.children.empty())
      add_section(page, value, prefix + key.name + (&value == &key ? "" : "[]"), "in each such document");
    if (value.kind != Key::Kind::section) continue;
    if (choice != nullptr) {
      add_section(page, key, prefix + key.name, fmt::format("{}: {}, {}", choice->name, key.name, key.doc));
    } else if (key.kind == Key::Kind::section) {
      add_section(page, key, prefix + key.name, key.doc + (key.nullable ? " (not there unless set)" : ""));
    } else {
      add_section(page, value, prefix + key.name + "[]", value.doc.empty() ? "each element of the list" : value.doc);
    }
  }
}

}  // namespace

std::string reference(const Schema& schema) {
  Page page({"key", "type", "unit", "range", "default"}, "meaning");
  add_keys(page, schema, "");
  return page.text();
}

}  // namespace ergodic::study
