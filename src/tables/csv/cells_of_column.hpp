#pragma once

#include "tables/cells/calendar.hpp"
#include "tables/cells/number_text.hpp"
#include "tables/cells/text_cells.hpp"
#include "tables/image.hpp"

#include <ergodic/table.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

namespace ergodic::tables {

/// A column of a file of comma-separated values: puts its cells where their rows are.
class CellsOfColumn {
 public:
  /// One that the form does not have: its cells are passed over.
  CellsOfColumn() = default;
  CellsOfColumn(const TableForm& form, std::size_t place, ColumnValues& values);

  /// Foresees so many rows.
  void reserve(std::size_t rows);
  /// Makes room for the values of so many.
  void make_room(std::size_t rows);

  /// Takes a cell as most are, and gives where it ends; a null pointer where it must be looked at. A line end must
  /// follow somewhere, and 16 bytes that may be read.
  const char* take(const char* at, std::size_t row);

  /// Takes the text of any cell, without its quotation marks.
  Mistake put(std::string_view text, std::size_t row);

  /// Of a row that has no cell there.
  void put_missing(std::size_t row);

  std::size_t place() const { return place_; }
  /// Ends it: so many rows are in the values.
  void finish(std::size_t rows);

 private:
  enum class What : std::uint8_t { whole, real, text, date, other, nothing };

  const char* take_missing(const char* at, std::size_t row);
  const char* take_text(const char* at, std::size_t row);
  const char* take_date(const char* at, std::size_t row);
  bool begin_month(const char* year, const char* month);
  Mistake put_value(std::string_view text, std::size_t row);
  bool is_in_range(double value) const { return value >= low_ && value <= high_; }

  What what_ = What::nothing;
  bool may_be_missing_ = true;
  TableColumn::Kind kind_ = TableColumn::Kind::text;
  double low_ = -std::numeric_limits<double>::infinity();
  double high_ = std::numeric_limits<double>::infinity();
  std::int64_t* wholes_ = nullptr;
  double* reals_ = nullptr;
  std::int32_t* codes_ = nullptr;
  std::uint8_t* flags_ = nullptr;
  std::uint64_t month_ = 0;       ///< of the date before: its letters
  std::int32_t month_begin_ = 0;  ///< the day before its first
  unsigned month_days_ = 0;
  std::unique_ptr<TextCells> texts_;
  ColumnValues* values_ = nullptr;
  std::size_t place_ = static_cast<std::size_t>(-1);
};

inline std::uint64_t eight_letters(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The high bit of each byte that may be below '-', as all that end a cell or a quotation are; the lowest one is.
/// Source: S. E. Anderson, Bit twiddling hacks, hasless.
inline std::uint64_t low_letters(std::uint64_t letters) {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  return (letters - ones * '-') & ~letters & ones * 0x80;
}

inline const char* CellsOfColumn::take_text(const char* at, std::size_t row) {
  const bool is_quoted = *at == '"';
  const char* const first = at + is_quoted;
  for (const char* from = first;; from += 8) {
    for (std::uint64_t low = low_letters(eight_letters(from)); low != 0; low &= low - 1) {
      const char* const end = from + (std::countr_zero(low) >> 3);
      if (*end == '"' ? !is_quoted || !is_cell_end(end + 1) : is_quoted ? *end == '\n' : false) return nullptr;
      if (is_quoted ? *end != '"' : !is_cell_end(end)) continue;
      if (end == first) return nullptr;
      const std::int32_t code = texts_->code({first, static_cast<std::size_t>(end - first)});
      if (texts_->mistake(code) != Mistake::none) return nullptr;
      codes_[row] = code;
      return end + is_quoted;
    }
  }
}

inline const char* CellsOfColumn::take_date(const char* at, std::size_t row) {
  const bool has_dashes = at[4] == '-';
  const char* const day = at + (has_dashes ? 8 : 6);
  const unsigned tens = digit_at(day), ones = digit_at(day + 1);
  const std::uint64_t letters = has_dashes ? eight_letters(at) : eight_letters(at) << 16;
  if (tens > 9 || ones > 9 || !is_cell_end(day + 2)) return nullptr;
  if (letters != month_) {
    if (has_dashes && at[7] != '-') return nullptr;
    if (!begin_month(at, at + (has_dashes ? 5 : 4))) return nullptr;
    month_ = letters;
  }
  const unsigned number = tens * 10 + ones;
  if (number < 1 || number > month_days_) return nullptr;
  codes_[row] = month_begin_ + static_cast<std::int32_t>(number);
  return day + 2;
}

inline const char* CellsOfColumn::take_missing(const char* at, std::size_t row) {
  if (!may_be_missing_) return nullptr;
  put_missing(row);
  return at;
}

inline const char* CellsOfColumn::take(const char* at, std::size_t row) {
  if (is_cell_end(at)) return take_missing(at, row);
  switch (what_) {
    case What::whole: {
      std::int64_t value = 0;
      const char* const end = take_whole(at, value);
      if (end == nullptr || !is_in_range(static_cast<double>(value))) return nullptr;
      wholes_[row] = value;
      return end;
    }
    case What::real: {
      double value = 0;
      const char* const end = take_real(at, value);
      if (end == nullptr || !is_in_range(value)) return nullptr;
      reals_[row] = value;
      return end;
    }
    case What::text: return take_text(at, row);
    case What::date: return take_date(at, row);
    case What::other:
    case What::nothing: break;
  }
  return nullptr;
}

}  // namespace ergodic::tables
