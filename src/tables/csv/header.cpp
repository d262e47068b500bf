#include "tables/csv/header.hpp"

#include "core/utf8.hpp"
#include "tables/column_names.hpp"
#include "tables/csv/cut.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace ergodic::tables {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What files begin with that are no text of ours, and what to do about them.
struct Signature {
  std::string_view bytes;
  const char* what;
};
constexpr std::array signatures = {
    Signature{"\xFF\xFE"sv, "UTF-16 (its byte order mark says so) write it in UTF-8"},
    Signature{"\xFE\xFF"sv, "UTF-16 (its byte order mark says so) write it in UTF-8"},
    Signature{"\x1F\x8B"sv, "compressed (by gzip) unpack it"},
    Signature{"BZh"sv, "compressed (by bzip2) unpack it"},
    Signature{"\xFD"
              "7zXZ"sv,
              "compressed (by xz) unpack it"},
    Signature{"\x28\xB5\x2F\xFD"sv, "compressed (by zstd) unpack it"},
    Signature{"PK\x03\x04"sv, "a ZIP archive (as .xlsx and .ods are) save the sheet as CSV in UTF-8"},
    Signature{"PAR1"sv, "Parquet (tables are read from CSV and HDF5) write it as one of these"},
    Signature{"CDF\x01"sv, "netCDF-3 (tables are read from netCDF-4, which is HDF5) nccopy -k nc4 converts it"},
    Signature{"CDF\x02"sv, "netCDF-3 (tables are read from netCDF-4, which is HDF5) nccopy -k nc4 converts it"},
};

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  text.remove_suffix(text.size() - std::min(text.find_last_not_of(" \t") + 1, text.size()));
  return text;
}

/// Tells what parts the names of a header of one cell, if that makes them known ones.
bool tell_separator(const TableForm& form, const ColumnName& only, Complaints& complaints) {
  constexpr std::array<std::pair<char, const char*>, 4> separators = {
      {{';', "semicolons"}, {'\t', "tabs"}, {'|', "vertical bars"}, {' ', "blanks"}}};
  for (const auto& [separator, name] : separators) {
    for (std::string_view rest = only.text; rest.find(separator) != std::string_view::npos;) {
      const std::size_t end = rest.find(separator);
      if (find_column(form, std::string(trimmed(rest.substr(0, end)))) != no_place) {
        complaints.say(only.place,
                       fmt::format("not comma-separated (the columns are parted by {}) write commas between "
                                   "them, and points in numbers",
                                   name));
        return true;
      }
      rest.remove_prefix(end + 1);
    }
  }
  return false;
}

/// What is wrong with the bytes of a header, or nothing.
const char* fault_of(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    return "NUL bytes in the header (as UTF-16 has them) write the table in UTF-8";
  if (first_invalid_utf8(text) != std::string_view::npos)
    return "bytes that are no text in the header (not UTF-8) write the table in UTF-8";
  if (text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos)
    return "lines that end in a carriage return alone (as old programs for the Macintosh write them) write line feeds";
  return nullptr;
}

/// The names of the header that begins at `at`; moves that behind it. Empty: it has no end in the text.
std::vector<ColumnName> names_at(const char*& at, const char* end, const std::string& origin, std::uint64_t& line) {
  std::vector<ColumnName> names;
  std::string scratch;
  const char* const begin = at;
  const char* line_begin = at;
  for (const std::uint64_t first = line;; ++at) {
    const CsvCell cell = cut_cell(at, end, scratch);
    if (cell.end == nullptr) {
      at = begin;
      line = first;
      return {};
    }
    const auto column = 1 + std::count_if(line_begin, at, [](char c) { return (c & 0xC0) != 0x80; });
    names.push_back({std::string(trimmed(cell.text)), {origin, line, static_cast<std::uint64_t>(column)}});
    if (cell.lines > 0) line_begin = std::find(std::reverse_iterator(cell.end), std::reverse_iterator(at), '\n').base();
    line += cell.lines;
    at = cell.end;
    if (*at != ',') break;
  }
  at += *at == '\r' ? 2 : 1;
  ++line;
  return names;
}

/// Behind the line ends at the beginning of a text.
const char* behind_empty_lines(const char* at, const char* end, std::uint64_t& line) {
  while (at != end && (*at == '\n' || (*at == '\r' && at[1] == '\n'))) {
    at += *at == '\r' ? 2 : 1;
    ++line;
  }
  return at;
}

}  // namespace

CsvHeader read_header(const TableForm& form, CsvFile& file, const std::string& origin, Complaints& complaints) {
  const TablePlace whole{origin, 1, 1};
  const auto stop = [&](std::string message) {
    complaints.say(whole, std::move(message));
    return CsvHeader{};
  };
  constexpr const char* endless =
      "a header that does not end (within 16 MiB) see whether it is text, and whether its "
      "quotation marks are in pairs";
  if (!file.read_on(file.begin()))
    return stop(file.is_too_long() ? endless : "an empty file (a table begins with the names of its columns) add them");
  std::string_view text(file.begin(), static_cast<std::size_t>(file.end() - file.begin()));
  for (const Signature& signature : signatures) {
    if (text.starts_with(signature.bytes)) return stop(signature.what);
  }
  std::uint64_t line = 1;
  const bool has_mark = text.starts_with(byte_order_mark);
  const char* at = file.begin() + (has_mark ? byte_order_mark.size() : 0);
  at = behind_empty_lines(at, file.end(), line);
  while (at == file.end()) {
    if (!file.read_on(at)) return stop("a file of empty lines (a table begins with the names of its columns) add them");
    at = behind_empty_lines(file.begin(), file.end(), line);
  }
  std::vector<ColumnName> names = names_at(at, file.end(), origin, line);
  while (names.empty()) {
    if (!file.read_on(at)) return stop(endless);
    at = file.begin();
    names = names_at(at, file.end(), origin, line);
  }
  for (const ColumnName& name : names) {
    if (const char* fault = fault_of(name.text)) return stop(fault);
  }
  if (names.size() == 1 && tell_separator(form, names.front(), complaints)) return {};
  CsvHeader header{match_columns(form, names, whole, complaints), at, line - 1};
  for (const ColumnName& name : names)
    header.names.push_back(name.text);
  return header;
}

}  // namespace ergodic::tables
