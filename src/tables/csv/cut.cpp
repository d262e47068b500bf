#include "tables/csv/cut.hpp"

#include <algorithm>
#include <cstring>

namespace ergodic::tables {
namespace {

/// Where the cell ends that has no quotation to heed from here on.
const char* plain_end(const char* at) {
  while (!is_cell_end(at))
    ++at;
  return at;
}

const char* find_quote(const char* at, const char* end) {
  return static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
}

CsvCell quotation(const char* at, const char* end, std::string& scratch) {
  CsvCell cell;
  scratch.clear();
  const char* const first = at + 1;
  const char* from = first;
  const char* close = find_quote(from, end);
  while (close != nullptr && close[1] == '"') {  // a line end is behind it, if nothing else
    scratch.append(from, close + 1);
    from = close + 2;
    close = find_quote(from, end);
  }
  if (close == nullptr) return cell;
  if (from == first) {
    cell.text = {first, static_cast<std::size_t>(close - first)};
  } else {
    scratch.append(from, close);
    cell.text = scratch;
    cell.is_in_scratch = true;
  }
  cell.lines = static_cast<std::uint64_t>(std::count(first, close, '\n'));
  cell.end = close + 1;
  if (is_cell_end(cell.end)) return cell;
  cell.has_stray_quote = true;
  cell.end = plain_end(cell.end);
  cell.text = {at, static_cast<std::size_t>(cell.end - at)};
  return cell;
}

}  // namespace

CsvCell cut_cell(const char* at, const char* end, std::string& scratch) {
  if (*at == '"') return quotation(at, end, scratch);
  CsvCell cell;
  cell.end = plain_end(at);
  cell.text = {at, static_cast<std::size_t>(cell.end - at)};
  cell.has_stray_quote = cell.text.find('"') != std::string_view::npos;
  return cell;
}

}  // namespace ergodic::tables
