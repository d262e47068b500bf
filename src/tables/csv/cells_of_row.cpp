#include "tables/csv/cells_of_row.hpp"

#include "core/utf8.hpp"
#include "tables/csv/cut.hpp"

#include <fstream>
#include <string>
#include <string_view>

namespace ergodic::tables {
namespace {

constexpr std::size_t most_lines = 1000;  ///< of one row: more are not looked through

/// The places of the cells of a text that begins with a row; empty where that does not end in it.
std::vector<TablePlace> places_in(const std::string& text, const std::string& origin, std::uint64_t line) {
  std::vector<TablePlace> places;
  std::string scratch;
  const char* at = text.data();
  const char* begin_of_line = at;
  const char* const end = at + text.size();
  for (;;) {
    const CsvCell cell = cut_cell(at, end, scratch);
    if (cell.end == nullptr) return {};
    const std::string_view before(begin_of_line, static_cast<std::size_t>(at - begin_of_line));
    places.push_back({origin, line, 1 + characters(before)});
    if (*cell.end != ',') return places;
    const std::string_view inside(at, static_cast<std::size_t>(cell.end - at));
    if (cell.lines > 0) begin_of_line = at + inside.rfind('\n') + 1;
    line += cell.lines;
    at = cell.end + 1;
  }
}

}  // namespace

std::vector<TablePlace> cells_of_row(const std::filesystem::path& file, std::uint64_t line) {
  std::ifstream in(file, std::ios::binary);
  std::string text, next;
  for (std::uint64_t number = 1; number < line; ++number) {
    if (!std::getline(in, next)) return {};
  }
  for (std::size_t lines = 0; lines < most_lines && std::getline(in, next); ++lines) {
    text += next + '\n';
    std::vector<TablePlace> places = places_in(text, file.string(), line);
    if (!places.empty()) return places;
  }
  return {};
}

}  // namespace ergodic::tables
