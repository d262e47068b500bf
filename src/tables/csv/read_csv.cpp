#include "tables/csv/read_csv.hpp"

#include "core/format.hpp"
#include "tables/column_names.hpp"
#include "tables/csv/cells_of_column.hpp"
#include "tables/csv/csv_file.hpp"
#include "tables/csv/cut.hpp"
#include "tables/csv/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace ergodic::tables {
namespace {

/// Which line each row begins in: kept where it is not the one behind that of the row before.
class LinesOfRows {
 public:
  void note(std::size_t row, std::uint64_t line) {
    if (line - row == next_) return;
    next_ = line - row;
    jumps_.emplace_back(row, line);
  }
  std::uint64_t operator[](std::size_t row) const {
    const auto behind = std::upper_bound(jumps_.begin(), jumps_.end(), row,
                                         [](std::size_t one, const auto& jump) { return one < jump.first; });
    const auto& [first, line] = *std::prev(behind);
    return line + (row - first);
  }

 private:
  std::uint64_t next_ = 0;
  std::vector<std::pair<std::size_t, std::uint64_t>> jumps_;
};

std::uint64_t characters_between(const char* begin, const char* end) {
  return static_cast<std::uint64_t>(std::count_if(begin, end, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Rows with another number of cells than the header.
struct WrongWidth {
  std::uint64_t rows = 0;
  TablePlace first = {};
  std::uint64_t cells = 0;
};

/// Reads rows, line by line.
class CsvRows {
 public:
  CsvRows(const TableForm& form, const std::string& origin, const CsvHeader& header, Columns& values,
          Complaints& complaints)
      : origin_(origin), values_(values), line_(header.lines + 1), complaints_(complaints) {
    for (const std::size_t place : header.places)
      columns_.push_back(place == no_place ? CellsOfColumn() : CellsOfColumn(form, place));
  }

  void read(CsvFile& file, const char* at, const TableLimits& limits) {
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

  std::size_t rows() const { return rows_; }
  LinesOfRows lines() && { return std::move(lines_); }

 private:
  struct Found {
    std::size_t column;
    Mistake mistake;
    TablePlace place;
    std::string value;
  };

  /// For all rows that a text can have: each has its commas and a line end.
  void make_room(std::uint64_t bytes, const TableLimits& limits) {
    const std::uint64_t most = std::min(rows_ + bytes / columns_.size() + 1, limits.rows + 1);
    if (most > values_.room()) values_.make_room(std::max(most, foreseen_), rows_);
    for (CellsOfColumn& column : columns_)
      column.look_where(values_);
  }

  /// How many rows there will be, a fifth more than by those that are known: memory is taken as it is filled.
  void foresee(std::uint64_t read, std::uint64_t bytes) {
    read_ += read;
    foreseen_ = static_cast<std::uint64_t>(1.2 * static_cast<double>(rows_) * static_cast<double>(bytes) /
                                           static_cast<double>(std::max(read_, std::uint64_t{1}))) +
                2 * CsvFile::piece / columns_.size();
  }

  /// The rows of a text, to its end or to the row that does not end in it; where that begins, or a null pointer where
  /// no more are wanted.
  const char* read_text(const char* at, const char* end, const TableLimits& limits) {
    end_ = end;
    while (at != end) {
      if (*at == '\n' || (*at == '\r' && at[1] == '\n')) {
        at += *at == '\r' ? 2 : 1;
        ++line_;
        continue;
      }
      if (rows_ == limits.rows) {
        complaints_.say({origin_, line_, 1}, fmt::format("more than {} rows (a table has no more) split it, or take "
                                                         "fewer",
                                                         grouped(limits.rows)));
        return nullptr;
      }
      const char* const behind = read_row(at);
      if (behind == nullptr) return at;
      at = behind;
    }
    return at;
  }

  /// Behind the row that begins at `at`; a null pointer where it does not end in the text.
  const char* read_row(const char* at) {
    row_ = at;
    lines_in_row_ = 0;
    const std::size_t last = columns_.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
      const char* cell_end = columns_[i].take(at, rows_);
      if (cell_end == nullptr) {
        cell_end = look_at(at, columns_[i]);
        if (cell_end == nullptr) return nullptr;
      }
      if (*cell_end != ',') return end_row(cell_end, i + 1);
      at = cell_end + 1;
    }
    const char* cell_end = columns_[last].take(at, rows_);
    if (cell_end == nullptr) cell_end = look_at(at, columns_[last]);
    return cell_end == nullptr ? nullptr : end_row(cell_end, last + 1);
  }

  /// Any cell; where it ends.
  const char* look_at(const char* at, CellsOfColumn& column) {
    const CsvCell cell = cut_cell(at, end_, scratch_);
    if (cell.end == nullptr) {
      found_.clear();
      return nullptr;
    }
    const Mistake mistake = cell.has_stray_quote ? Mistake::stray_quote : column.put(cell.text, rows_);
    if (cell.has_stray_quote) column.put_missing(rows_);
    if (mistake != Mistake::none && column.place() != no_place) {
      const bool is_first = complaints_.is_first(column.place(), mistake);
      found_.push_back({column.place(), mistake, is_first ? place_of(at) : TablePlace{},
                        is_first ? std::string(cell.text) : std::string()});
    }
    lines_in_row_ += cell.lines;
    return cell.end;
  }

  /// Behind the line end of a row of which `cells` have been read; a null pointer where it is not in the text.
  const char* end_row(const char* at, std::size_t cells) {
    const char* const behind = *at == ',' ? at : nullptr;
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
      columns_[i].put_missing(rows_);
    if (cells != columns_.size())
      count(cells < columns_.size() ? fewer_ : more_, behind == nullptr ? at : behind, cells);
    for (const Found& one : found_)
      complaints_.add(one.column, one.mistake, one.place, one.value);
    found_.clear();
    lines_.note(rows_, line_);
    line_ += 1 + lines_in_row_;
    ++rows_;
    return at + (*at == '\r' ? 2 : 1);
  }

  TablePlace place_of(const char* at) const {
    const char* line_begin = row_;
    std::uint64_t line = line_;
    for (const char* c = row_; c != at; ++c) {
      if (*c != '\n') continue;
      line_begin = c + 1;
      ++line;
    }
    return {origin_, line, characters_between(line_begin, at) + 1};
  }

  void count(WrongWidth& wrong, const char* at, std::size_t cells) {
    if (wrong.rows++ > 0) return;
    wrong.first = place_of(at);
    wrong.cells = cells;
  }

  void tell_width(const WrongWidth& wrong, const char* than, const char* todo) {
    if (wrong.rows == 0) return;
    complaints_.say(wrong.first, fmt::format("{} {} cells than the header has columns ({}{}, not {}) {}",
                                             wrong.rows == 1 ? "1 row has" : grouped(wrong.rows) + " rows have", than,
                                             wrong.rows == 1 ? "" : "the first ", wrong.cells, columns_.size(), todo));
  }

  /// What is left begins with a row that does not end.
  void tell_endless(const char* at, const char* end, bool is_too_long) {
    end_ = end;
    row_ = at;
    lines_in_row_ = 0;
    for (std::size_t i = 0; at != end; ++i) {
      const CsvCell cell = cut_cell(at, end, scratch_);
      if (cell.end == nullptr) break;
      at = cell.end + (*cell.end == ',' ? 1 : 0);
      if (*cell.end != ',') at = end;
    }
    const std::string within =
        is_too_long ? fmt::format("within {} MiB", CsvFile::longest >> 20) : std::string("before the file does");
    if (at != end)
      complaints_.say(place_of(at), fmt::format("a quotation that does not end ({}) close it", within));
    else
      complaints_.say({origin_, line_, 1}, fmt::format("a line that does not end ({}) see whether the file is whole, "
                                                       "and text",
                                                       within));
  }

  const std::string& origin_;
  Columns& values_;
  std::vector<CellsOfColumn> columns_;
  std::uint64_t read_ = 0;  ///< [bytes]
  std::uint64_t foreseen_ = 0;
  std::size_t rows_ = 0;
  std::uint64_t line_;
  std::uint64_t lines_in_row_ = 0;
  const char* row_ = nullptr;
  const char* end_ = nullptr;
  std::string scratch_;
  std::vector<Found> found_;  ///< in the row that is being read, which may have to be read again
  LinesOfRows lines_;
  WrongWidth fewer_, more_;
  Complaints& complaints_;
};

}  // namespace

ReadColumns read_csv(const TableForm& form, const std::filesystem::path& path, Complaints& complaints,
                     const TableLimits& limits) {
  ReadColumns read{0, Columns(form), {}};
  const std::string origin = path.string();
  CsvFile file(path);
  const CsvHeader header = read_header(form, file, origin, complaints);
  if (header.behind == nullptr) return read;
  CsvRows rows(form, origin, header, read.columns, complaints);
  rows.read(file, header.behind, limits);
  file.require_unchanged();
  read.rows = rows.rows();
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    if (std::find(header.places.begin(), header.places.end(), i) == header.places.end())
      read.columns.fill_missing(i, read.rows);
  }
  const auto lines = std::make_shared<const LinesOfRows>(std::move(rows).lines());
  read.place_of = [lines, origin](std::size_t row) { return TablePlace{origin, (*lines)[row], 1}; };
  return read;
}

}  // namespace ergodic::tables
