#include "study/schema/reference.hpp"

#include "study/schema/describe.hpp"
#include "study/schema/key_slots.hpp"
#include "study/values/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::study {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t least_meaning = 30;  ///< characters: narrower columns cannot be read

/// A line of the table: some cells in their columns, then a text that takes the rest of the page.
struct Line {
  enum class Kind { key, choice, heading };

  Kind kind;
  std::array<std::string, 5> cells;  ///< key, type, unit, range, default; all but a key's line have the first only
  std::string meaning;
};
using Lines = std::vector<Line>;

/// Characters that a terminal shows for the text.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string padded(const std::string& text, std::size_t to) {
  return text + std::string(to > width(text) ? to - width(text) : 0, ' ');
}

/// The words in lines of at most `limit` characters, longer words apart.
std::vector<std::string> wrapped(std::string_view text, std::size_t limit) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!lines.back().empty() && width(lines.back()) + 1 + width(word) > limit) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

std::string default_cell(const Key& key) {
  if (is_required(key)) return "required";
  const std::string text = default_text(key);
  return text == "null" ? "not set" : text;
}

const Key& innermost(const Key& key) { return key.kind == Key::Kind::list ? innermost(key.children.front()) : key; }

void add_keys(Lines& lines, const std::vector<Key>& keys, const std::string& prefix);

void add_section(Lines& lines, const Key& section, const std::string& path, const std::string& says) {
  const auto is_retired = [](const Key& key) { return key.kind == Key::Kind::retired; };
  const bool is_shown =
      section.children.empty() || !std::all_of(section.children.begin(), section.children.end(), is_retired);
  if (!is_shown) return;
  lines.push_back({Line::Kind::heading, {path}, says});
  add_keys(lines, section.children, path + ".");
}

void add_key(Lines& lines, const Key& key) {
  if (key.kind == Key::Kind::moved) {
    lines.push_back({Line::Kind::key, {"  " + key.name, "moved"}, fmt::format("another name for {}", key.where)});
    return;
  }
  const Key& value = innermost(key);
  lines.push_back({Line::Kind::key,
                   {"  " + key.name, type_word(key), value.unit_text, range_symbols(value), default_cell(key)},
                   key.doc + (key.from_file ? "; or {file: NAME.csv}" : "")});
  for (const Key::Choice& choice : value.choices) {
    lines.push_back({Line::Kind::choice, {"    " + choice.value}, choice.says});
  }
}

/// A section's own keys first, then the sections in it, each under its whole path.
void add_keys(Lines& lines, const std::vector<Key>& keys, const std::string& prefix) {
  for (const Key& key : keys) {
    if (key.kind != Key::Kind::section && key.kind != Key::Kind::retired) add_key(lines, key);
  }
  for (const auto& [member, choice] : members_of(keys)) {
    const Key& key = *member;
    const Key& value = innermost(key);
    if (value.kind != Key::Kind::section) continue;
    if (choice != nullptr) {
      add_section(lines, key, prefix + key.name, fmt::format("{}: {}, {}", choice->name, key.name, key.doc));
    } else if (key.kind == Key::Kind::section) {
      add_section(lines, key, prefix + key.name, key.doc + (key.nullable ? " (not there unless set)" : ""));
    } else {
      add_section(lines, value, prefix + key.name + "[]", value.doc.empty() ? "each element of the list" : value.doc);
    }
  }
}

}  // namespace

std::string reference(const Schema& schema) {
  Lines lines{{Line::Kind::key, {"key", "type", "unit", "range", "default"}, "meaning"}};
  add_keys(lines, schema, "");

  std::array<std::size_t, 5> widths{};
  std::size_t choice_width = 0;
  std::size_t heading_width = 0;
  for (const Line& line : lines) {
    if (line.kind == Line::Kind::choice) choice_width = std::max(choice_width, width(line.cells[0]));
    if (line.kind == Line::Kind::heading) heading_width = std::max(heading_width, width(line.cells[0]));
    for (std::size_t i = 0; i < widths.size() && line.kind == Line::Kind::key; ++i) {
      widths[i] = std::max(widths[i], width(line.cells[i]));
    }
  }

  std::string out;
  for (const Line& line : lines) {
    std::string start;
    if (line.kind == Line::Kind::heading) {
      out += '\n';
      start = padded(line.cells[0], heading_width) + "  ";
    } else if (line.kind == Line::Kind::choice) {
      start = padded(line.cells[0], std::max(choice_width, widths[0])) + "  ";
    } else {
      for (std::size_t i = 0; i < widths.size(); ++i)
        start += padded(line.cells[i], widths[i]) + "  ";
    }
    const std::size_t left = width(start);
    const std::size_t room = std::max(least_meaning, page_width > left ? page_width - left : 0);
    for (const std::string& words : wrapped(line.meaning, room)) {
      std::string row = padded(std::exchange(start, {}), left) + words;
      row.erase(row.find_last_not_of(' ') + 1);
      out += row + "\n";
    }
  }
  return out;
}

}  // namespace ergodic::study
