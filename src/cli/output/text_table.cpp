#include "cli/output/text_table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ergodic::cli {
namespace {

constexpr std::size_t between = 2;  ///< blanks

bool begins_character(char c) { return (c & 0xC0) != 0x80; }

/// The first `count` characters of the text, in bytes.
std::size_t bytes_of(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at) {
    if (begins_character(text[at]) && seen++ == count) break;
  }
  return at;
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, width_of(text)), ' ') + text;
}

std::string left(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

/// "strategy.ty…base_bet=5": labels of a sweep begin alike.
std::string shortened(const std::string& text, std::size_t width) {
  const std::size_t all = width_of(text);
  if (all <= width || width == 0) return text;
  const std::size_t head = (width - 1) / 2, tail = width - 1 - head;
  return text.substr(0, bytes_of(text, head)) + "…" + text.substr(bytes_of(text, all - tail));
}

std::string without_end_blanks(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

/// Where a line of more than `width` characters is broken: before the last two blanks from which on it fits, or the
/// first two that there are, but for those that it begins with. npos: nowhere.
std::size_t break_of(const std::string& line, std::size_t width) {
  std::size_t found = std::string::npos;
  for (std::size_t at = line.find_first_not_of(' '); (at = line.find("  ", at)) != std::string::npos;
       at = line.find_first_not_of(' ', at)) {
    if (found != std::string::npos && width_of(line.substr(0, at)) > width) break;
    found = at;
  }
  return found;
}

std::string folded_line(std::string line, std::size_t width) {
  constexpr std::size_t more = 4;
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size()) + more;
  std::string text;
  while (width_of(line) > width) {
    const std::size_t at = break_of(line, width);
    if (at == std::string::npos) break;
    text += line.substr(0, at) + '\n';
    line = std::string(indent, ' ') + line.substr(line.find_first_not_of(' ', at));
  }
  return text + line;
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string folded(const std::string& text, std::size_t width) {
  std::string all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    all += folded_line(text.substr(begin, end - begin), width);
    if (end < text.size()) all += '\n';
    begin = end + 1;
  }
  return all;
}

void TextTable::add(std::vector<std::string> cells) { lines_.push_back(std::move(cells)); }

TextTable::Column TextTable::kind(std::size_t column) const {
  return column <= columns_.size() ? columns_[column - 1] : Column::right;
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widths(lines_.front().size());
  for (const auto& line : lines_) {
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], width_of(line[i]));
  }
  return widths;
}

std::vector<TextTable::Part> TextTable::parts(const std::vector<std::size_t>& widths, std::size_t width) const {
  std::vector<Part> parts;
  const std::size_t beside = indent_ + widths.front();
  std::size_t taken = 0;
  for (std::size_t first = 1, last = 1; first < widths.size(); first = last) {
    std::size_t group = 0;  // a column, and those that are never parted from it
    do
      group += between + widths[last++];
    while (last < widths.size() && kind(last) == Column::with_previous);
    if (parts.empty() || beside + taken + group > width) {
      parts.push_back({first, first});
      taken = 0;
    }
    parts.back().last = last;
    taken += group;
  }
  return parts;
}

std::string TextTable::part_text(const Part& part, const std::vector<std::size_t>& widths) const {
  std::string text;
  for (const auto& line : lines_) {
    std::string out = std::string(indent_, ' ') + left(shortened(line.front(), widths.front()), widths.front());
    for (std::size_t i = part.first; i < std::min(part.last, line.size()); ++i)
      out +=
          std::string(between, ' ') + (kind(i) == Column::left ? left(line[i], widths[i]) : right(line[i], widths[i]));
    text += without_end_blanks(out) + '\n';
  }
  return text;
}

std::string TextTable::text(std::size_t width) const {
  std::vector<std::size_t> all = widths();
  const std::size_t whole = std::accumulate(all.begin(), all.end(), indent_ + between * (all.size() - 1));
  if (whole > width) all.front() = std::min(all.front(), width / 2);
  std::string text;
  for (const Part& part : parts(all, width))
    text += (text.empty() ? "" : "\n") + part_text(part, all);
  return text;
}

}  // namespace ergodic::cli
