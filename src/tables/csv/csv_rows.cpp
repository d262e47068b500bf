#include "tables/csv/csv_rows.hpp"

#include "core/format.hpp"
#include "tables/column_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::tables {
namespace {

std::uint64_t characters_between(const char* begin, const char* end) {
  return static_cast<std::uint64_t>(std::count_if(begin, end, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

CsvRows::CsvRows(const TableForm& form, const std::string& origin, const CsvHeader& header, Columns& values,
                 Complaints& complaints)
    : origin_(origin), values_(values), line_(header.lines + 1), complaints_(complaints) {
  for (const std::size_t place : header.places)
    columns_.push_back(place == no_place ? CellsOfColumn() : CellsOfColumn(form, place));
}

void CsvRows::read(CsvFile& file, const char* at, const TableLimits& limits) {
  for (;;) {
    make_room(static_cast<std::uint64_t>(file.end() - at), limits);
    const char* const first = at;
    at = read_text(at, file.end(), limits);
    if (at == nullptr) break;
    foresee(static_cast<std::uint64_t>(at - first), file.size());
    const bool is_whole = at == file.end();
    if (!file.read_on(at)) {
      if (!is_whole || file.is_too_long()) tell_endless(file.begin(), file.end(), file.is_too_long());
      break;
    }
    at = file.begin();
  }
  for (CellsOfColumn& column : columns_)
    column.finish(values_);
  tell_width(fewer_, "fewer", "fill it up with commas");
  tell_width(more_, "more", "put cells that have commas in quotation marks");
}

/// For all rows that a text can have: each has its commas and a line end.
void CsvRows::make_room(std::uint64_t bytes, const TableLimits& limits) {
  const std::uint64_t most = std::min(rows_ + bytes / columns_.size() + 1, limits.rows + 1);
  if (most > values_.room()) values_.make_room(std::max(most, foreseen_), rows_);
  for (CellsOfColumn& column : columns_)
    column.look_where(values_);
}

/// How many rows there will be, a fifth more than by those that are known: memory is taken as it is filled.
void CsvRows::foresee(std::uint64_t read, std::uint64_t bytes) {
  read_ += read;
  foreseen_ = static_cast<std::uint64_t>(1.2 * static_cast<double>(rows_) * static_cast<double>(bytes) /
                                         static_cast<double>(std::max(read_, std::uint64_t{1}))) +
              2 * CsvFile::piece / columns_.size();
}

/// The rows of a text, to its end or to the row that does not end in it; where that begins, or a null pointer where no
/// more are wanted.
const char* CsvRows::read_text(const char* at, const char* end, const TableLimits& limits) {
  end_ = end;
  most_rows_ = limits.rows;
  while (at != end) {
    at = read_plain_rows(at);
    if (at == end) break;
    if (is_cell_end(at) && *at != ',') {  // an empty line
      at += *at == '\r' ? 2 : 1;
      ++line_;
      continue;
    }
    if (rows_ == most_rows_) {
      complaints_.say(
          {origin_, line_, 1},
          fmt::format("more than {} rows (a table has no more) split it, or take fewer", grouped(limits.rows)));
      return nullptr;
    }
    const char* const behind = read_row(at);
    if (behind == nullptr) break;
    at = behind;
  }
  return at;
}

/// Rows as most are: of as many cells as there are columns, without quotation marks. Behind them. Column by column, so
/// that what is done with a cell is known before it comes.
const char* CsvRows::read_plain_rows(const char* at) {
  const std::size_t width = columns_.size();
  for (;;) {
    cells_.find(at, end_);
    const std::size_t rows = plain_rows();
    if (rows == 0) return at;
    for (std::size_t i = 0; i < width; ++i) {
      const bool is_last = i + 1 == width;
      columns_[i].take({cells_, i, width, rows, is_last}, rows_, [&](std::size_t row) {
        const std::size_t cell = row * width + i;
        const char* end = cells_.end(cell);
        end -= is_last && end != cells_.begin(cell) && end[-1] == '\r';
        begin_row(cells_.begin(row * width), row);
        look_at(cells_.begin(cell), {end, {cells_.begin(cell), static_cast<std::size_t>(end - cells_.begin(cell))}},
                columns_[i]);
        tell_found();
      });
    }
    lines_.note(rows_, line_);
    rows_ += rows;
    line_ += rows;
    at = cells_.begin(rows * width);
  }
}

/// How many of the cells' first rows are such.
std::size_t CsvRows::plain_rows() const {
  const std::size_t width = columns_.size();
  const std::size_t most = std::min<std::size_t>(cells_.count() / width, most_rows_ - rows_);
  // As many line ends as rows, each where a row ends: then all other cells end with commas.
  const bool are_counted = cells_.lines() == cells_.count() / width;
  std::size_t rows = 0;
  while (rows < most && ends_line(rows * width) && (are_counted || has_commas(rows * width)))
    ++rows;
  return rows;
}

/// Whether the cells from one on are a row that is not empty.
bool CsvRows::ends_line(std::size_t first) const {
  const char* const begin = cells_.begin(first);
  return *cells_.end(first + columns_.size() - 1) == '\n' && *begin != '\n' && *begin != '\r';
}

bool CsvRows::has_commas(std::size_t first) const {
  for (std::size_t i = first; i + 1 < first + columns_.size(); ++i) {
    if (*cells_.end(i) != ',') return false;
  }
  return true;
}

/// Behind any row, which begins at `at`; a null pointer where it does not end in the text.
const char* CsvRows::read_row(const char* at) {
  begin_row(at, 0);
  for (std::size_t i = 0;; ++i) {
    const CsvCell cell = cut_cell(at, end_, scratch_);
    if (cell.end == nullptr) {
      found_.clear();
      return nullptr;
    }
    const char* const text = cell.text.data();
    const bool is_plain = !cell.has_stray_quote && !cell.is_in_scratch;
    if (!is_plain || !columns_[i].take(text, text + cell.text.size(), rows_)) look_at(at, cell, columns_[i]);
    lines_in_row_ += cell.lines;
    if (*cell.end != ',' || i + 1 == columns_.size()) return end_row(cell.end, i + 1);
    at = cell.end + 1;
  }
}

/// A cell that is not as most are.
void CsvRows::look_at(const char* at, const CsvCell& cell, CellsOfColumn& column) {
  const Mistake mistake = cell.has_stray_quote ? Mistake::stray_quote : column.put(cell.text, number_);
  if (cell.has_stray_quote) column.miss(number_);
  if (mistake == Mistake::none || column.place() == no_place) return;
  column.spoil(number_);
  const bool is_first = complaints_.is_first(column.place(), mistake);
  found_.push_back({column.place(), mistake, is_first ? place_of(at) : TablePlace{},
                    is_first ? std::string(cell.text) : std::string()});
}

/// Behind the line end of a row of which `cells` have been read; a null pointer where it is not in the text.
const char* CsvRows::end_row(const char* at, std::size_t cells) {
  const char* const behind = at;
  while (*at == ',') {
    const CsvCell cell = cut_cell(at + 1, end_, scratch_);
    if (cell.end == nullptr) {
      found_.clear();
      return nullptr;
    }
    ++cells;
    lines_in_row_ += cell.lines;
    at = cell.end;
  }
  for (std::size_t i = cells; i < columns_.size(); ++i)
    columns_[i].miss(rows_);
  if (cells != columns_.size()) count(cells < columns_.size() ? fewer_ : more_, behind, cells);
  finish_row();
  return at + (*at == '\r' ? 2 : 1);
}

void CsvRows::finish_row() {
  tell_found();
  lines_.note(rows_, line_);
  line_ += 1 + lines_in_row_;
  ++rows_;
}

/// The row that begins at `at`, so many behind those that are read.
void CsvRows::begin_row(const char* at, std::size_t ahead) {
  row_ = at;
  number_ = rows_ + ahead;
  line_of_row_ = line_ + ahead;
  lines_in_row_ = 0;
}

void CsvRows::tell_found() {
  for (const Found& one : found_)
    complaints_.add(one.column, one.mistake, one.place, one.value);
  found_.clear();
}

TablePlace CsvRows::place_of(const char* at) const {
  const char* line_begin = row_;
  std::uint64_t line = line_of_row_;
  for (const char* c = row_; c != at; ++c) {
    if (*c != '\n') continue;
    line_begin = c + 1;
    ++line;
  }
  return {origin_, line, characters_between(line_begin, at) + 1};
}

void CsvRows::count(WrongWidth& wrong, const char* at, std::size_t cells) {
  if (wrong.rows++ > 0) return;
  wrong.first = place_of(at);
  wrong.cells = cells;
}

void CsvRows::tell_width(const WrongWidth& wrong, const char* than, const char* todo) {
  if (wrong.rows == 0) return;
  complaints_.say(wrong.first, fmt::format("{} {} cells than the header has columns ({}{}, not {}) {}",
                                           wrong.rows == 1 ? "1 row has" : grouped(wrong.rows) + " rows have", than,
                                           wrong.rows == 1 ? "" : "the first ", wrong.cells, columns_.size(), todo));
}

/// What is left begins with a row that does not end.
void CsvRows::tell_endless(const char* at, const char* end, bool is_too_long) {
  begin_row(at, 0);
  while (at != end) {
    const CsvCell cell = cut_cell(at, end, scratch_);
    if (cell.end == nullptr) break;
    at = *cell.end == ',' ? cell.end + 1 : end;
  }
  const std::string within =
      is_too_long ? fmt::format("within {} MiB", CsvFile::longest >> 20) : std::string("before the file does");
  if (at != end)
    complaints_.say(place_of(at), fmt::format("a quotation that does not end ({}) close it", within));
  else
    complaints_.say({origin_, line_, 1},
                    fmt::format("a line that does not end ({}) see whether the file is whole, and text", within));
}

}  // namespace ergodic::tables
