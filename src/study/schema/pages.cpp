#include "study/schema/pages.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ergodic::study {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t least_meaning = 30;  ///< characters: narrower columns cannot be read

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

/// The widest of the first cells of these lines.
template <class Lines, class Kind>
std::size_t widest(const Lines& lines, Kind kind) {
  std::size_t most = 0;
  for (const auto& line : lines) {
    if (line.kind == kind) most = std::max(most, width(line.cells[0]));
  }
  return most;
}

/// A line's last column beside what is before it, as often wrapped as it has to be.
std::string with_meaning(std::string start, const std::string& meaning) {
  const std::size_t left = width(start);
  const std::size_t room = std::max(least_meaning, page_width > left ? page_width - left : 0);
  std::string rows;
  for (const std::string& words : wrapped(meaning, room)) {
    std::string row = padded(std::exchange(start, {}), left) + words;
    row.erase(row.find_last_not_of(' ') + 1);
    rows += row + "\n";
  }
  return rows;
}

}  // namespace

void Page::row(Cells cells, std::string meaning) {
  lines_.push_back({Line::Kind::row, std::move(cells), std::move(meaning)});
}

void Page::choice(std::string value, std::string meaning) {
  lines_.push_back({Line::Kind::choice, {std::move(value)}, std::move(meaning)});
}

void Page::heading(std::string name, std::string meaning) {
  lines_.push_back({Line::Kind::heading, {std::move(name)}, std::move(meaning)});
}

std::string Page::text() const {
  std::array<std::size_t, 5> widths{};
  for (const Line& line : lines_) {
    for (std::size_t i = 0; i < widths.size() && line.kind == Line::Kind::row; ++i)
      widths[i] = std::max(widths[i], width(line.cells[i]));
  }
  const std::size_t choice_width = std::max(widest(lines_, Line::Kind::choice), widths[0]);
  const std::size_t heading_width = widest(lines_, Line::Kind::heading);

  std::string out;
  for (const Line& line : lines_) {
    std::string start;
    if (line.kind == Line::Kind::heading) {
      out += '\n';
      start = padded(line.cells[0], heading_width) + "  ";
    } else if (line.kind == Line::Kind::choice) {
      start = padded(line.cells[0], choice_width) + "  ";
    } else {
      for (std::size_t i = 0; i < widths.size(); ++i)
        start += padded(line.cells[i], widths[i]) + "  ";
    }
    out += with_meaning(std::move(start), line.meaning);
  }
  return out;
}

}  // namespace ergodic::study
