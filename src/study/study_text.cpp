#include "study/study_text.hpp"

#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::study {
namespace {

constexpr std::size_t comment_width = 100;

/// The sentence as comment lines: its words, as many on a line as fit.
void write_comment(std::string_view text, std::size_t indent, std::string& out) {
  const std::string start = std::string(indent, ' ') + "#";
  std::string line = start;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (line.size() > start.size() && line.size() + 1 + word.size() > comment_width) {
      out += line + '\n';
      line = start;
    }
    line.append(" ").append(word);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  out += line + '\n';
}

}  // namespace

StudyText::Entry& StudyText::entry(std::string_view path) {
  Entry* at = &root_;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const auto found =
        std::find_if(at->entries.begin(), at->entries.end(), [&](const Entry& entry) { return entry.name == name; });
    at = found != at->entries.end() ? &*found : &at->entries.emplace_back(Entry{.name = std::string(name)});
  }
  return *at;
}

void StudyText::set(std::string_view path, std::string value) { entry(path).value = std::move(value); }

void StudyText::set_list(std::string_view path, std::vector<Element> elements) {
  entry(path).elements = std::move(elements);
}

void StudyText::remark(std::string_view path, std::string text, std::vector<std::string> lines) {
  entry(path).entries.push_back({.comment = std::move(text), .lines = std::move(lines)});
}

std::size_t StudyText::remarks_in(const Entry& entry) {
  std::size_t count = entry.comment.empty() ? 0 : 1;
  for (const Entry& inner : entry.entries)
    count += remarks_in(inner);
  for (const Element& element : entry.elements)
    count += element.remark.empty() ? 0 : 1;
  return count;
}

bool StudyText::has_key(const Entry& entry) {
  return !entry.value.empty() || !entry.elements.empty() ||
         std::any_of(entry.entries.begin(), entry.entries.end(), has_key);
}

void StudyText::write(const Entry& section, std::size_t level, std::string& out) {
  const std::size_t indent = 2 * level;
  const std::string margin(indent, ' ');
  for (const Entry& entry : section.entries) {
    if (!entry.comment.empty()) {
      write_comment(entry.comment, indent, out);
      for (const std::string& line : entry.lines)
        out += fmt::format("{}#   {}\n", margin, line);
    } else if (!has_key(entry)) {
      write(entry, level, out);  // its remarks: without a key there is no section
    } else if (!entry.value.empty()) {
      out += fmt::format("{}{}: {}\n", margin, yaml_text(entry.name), entry.value);
    } else {
      out += fmt::format("{}{}:\n", margin, yaml_text(entry.name));
      write(entry, level + 1, out);
      for (const Element& element : entry.elements) {
        if (!element.remark.empty()) write_comment(element.remark, indent + 2, out);
        out += fmt::format("{}  - {}\n", margin, element.value);
      }
    }
  }
}

std::size_t StudyText::remarks() const { return remarks_in(root_); }

std::string StudyText::text() const {
  std::string out;
  write(root_, 0, out);
  return out;
}

}  // namespace ergodic::study
