#pragma once

#include "tables/csv/cells_of_column.hpp"
#include "tables/csv/csv_file.hpp"
#include "tables/csv/cut.hpp"
#include "tables/csv/header.hpp"
#include "tables/csv/lines_of_rows.hpp"
#include "tables/csv/plain_cells.hpp"
#include "tables/read_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::tables {

/// Reads the rows of comma-separated values, piece by piece of their file.
class CsvRows {
 public:
  CsvRows(const TableForm& form, const std::string& origin, const CsvHeader& header, Columns& values,
          Complaints& complaints);

  /// From `at` in the file's text to its end.
  void read(CsvFile& file, const char* at, const TableLimits& limits);

  std::size_t rows() const { return rows_; }
  LinesOfRows lines() && { return std::move(lines_); }

 private:
  struct Found {
    std::size_t column;
    Mistake mistake;
    TablePlace place;
    std::string value;
  };

  /// Rows with another number of cells than the header.
  struct WrongWidth {
    std::uint64_t rows = 0;
    TablePlace first = {};
    std::uint64_t cells = 0;
  };

  void make_room(std::uint64_t bytes, const TableLimits& limits);
  void foresee(std::uint64_t read, std::uint64_t bytes);
  const char* read_text(const char* at, const char* end, const TableLimits& limits);
  const char* read_plain_rows(const char* at);
  std::size_t plain_rows() const;
  bool ends_line(std::size_t first) const;
  bool has_commas(std::size_t first) const;
  const char* read_row(const char* at);
  void look_at(const char* at, const CsvCell& cell, CellsOfColumn& column);
  const char* end_row(const char* at, std::size_t cells);
  void begin_row(const char* at, std::size_t ahead);
  void finish_row();
  void tell_found();
  TablePlace place_of(const char* at) const;
  void count(WrongWidth& wrong, const char* at, std::size_t cells);
  void tell_width(const WrongWidth& wrong, const char* than, const char* todo);
  void tell_endless(const char* at, const char* end, bool is_too_long);

  const std::string& origin_;
  Columns& values_;
  std::vector<CellsOfColumn> columns_;
  PlainCells cells_;
  std::size_t rows_ = 0, most_rows_ = 0;
  std::uint64_t read_ = 0;      ///< [bytes]
  std::uint64_t foreseen_ = 0;  ///< rows
  std::uint64_t line_;
  const char* row_ = nullptr;  ///< that is being read
  std::size_t number_ = 0;
  std::uint64_t line_of_row_ = 0;
  std::uint64_t lines_in_row_ = 0;
  const char* end_ = nullptr;
  std::string scratch_;
  std::vector<Found> found_;  ///< in the row that is being read, which may have to be read again
  LinesOfRows lines_;
  WrongWidth fewer_, more_;
  Complaints& complaints_;
};

}  // namespace ergodic::tables
