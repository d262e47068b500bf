#pragma once

#include "tables/cells/calendar.hpp"
#include "tables/cells/number_text.hpp"
#include "tables/cells/text_cells.hpp"
#include "tables/columns_in_memory.hpp"

#include <ergodic/table.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string_view>

namespace ergodic::tables {

/// A column of a file of comma-separated values: puts its cells where their rows are.
class CellsOfColumn {
 public:
  /// One that the form does not have: its cells are passed over.
  CellsOfColumn() = default;
  CellsOfColumn(const TableForm& form, std::size_t place);

  /// Sees where its values lie now.
  void look_where(Columns& columns);

  /// Takes a cell as most are, and gives where it ends; a null pointer where it must be looked at. A line end must
  /// follow somewhere, and 16 bytes that may be read.
  const char* take(const char* at, std::size_t row);

  /// Takes the text of any cell, without its quotation marks.
  Mistake put(std::string_view text, std::size_t row);

  /// Of a row that has no cell there.
  void put_missing(std::size_t row);

  std::size_t place() const { return place_; }
  /// Gives the texts that its codes mean.
  void finish(Columns& columns);

 private:
  enum class What : std::uint8_t { whole, real, text, date, time, flag, nothing };

  const char* take_missing(const char* at, std::size_t row);
  const char* take_text(const char* at, std::size_t row);
  const char* take_date(const char* at, std::size_t row);
  const char* take_time(const char* at, std::size_t row);
  const char* take_day(const char* at, std::int32_t& days);
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
  std::size_t place_ = static_cast<std::size_t>(-1);
};

inline const char* CellsOfColumn::take_text(const char* at, std::size_t row) {
  const bool is_quoted = *at == '"';
  const char* const first = at + is_quoted;
  for (const char* from = first;; from += 8) {
    for (std::uint64_t low = low_letters(eight_letters(from)); low != 0; low &= low - 1) {
      const char* const end = from + (std::countr_zero(low) >> 3);
      if (*end == '"' ? !is_quoted || !is_cell_end(end + 1) : is_quoted ? *end == '\n' : false) return nullptr;
      if (is_quoted ? *end != '"' : !is_cell_end(end)) continue;
      if (end == first) return nullptr;
      const std::int32_t code = texts_->code_of_padded({first, static_cast<std::size_t>(end - first)});
      if (texts_->mistake(code) != Mistake::none) return nullptr;
      codes_[row] = code;
      return end + is_quoted;
    }
  }
}

/// A date; behind it.
inline const char* CellsOfColumn::take_day(const char* at, std::int32_t& days) {
  const bool has_dashes = at[4] == '-';
  const char* const day = at + (has_dashes ? 8 : 6);
  const unsigned number = two_digits(day);
  const std::uint64_t letters = has_dashes ? eight_letters(at) : eight_letters(at) << 16;
  if (letters != month_) {
    if (has_dashes && at[7] != '-') return nullptr;
    if (!begin_month(at, at + (has_dashes ? 5 : 4))) return nullptr;
    month_ = letters;
  }
  if (number < 1 || number > month_days_) return nullptr;
  days = month_begin_ + static_cast<std::int32_t>(number);
  return day + 2;
}

inline const char* CellsOfColumn::take_date(const char* at, std::size_t row) {
  const char* const end = take_day(at, codes_[row]);
  return end != nullptr && is_cell_end(end) ? end : nullptr;
}

/// 2025-01-31T19:30:00 with Z or +00:00 behind it.
inline const char* CellsOfColumn::take_time(const char* at, std::size_t row) {
  std::int32_t days = 0;
  const char* const clock = take_day(at, days);
  if (clock == nullptr || (*clock != 'T' && *clock != ' ') || clock[3] != ':' || clock[6] != ':') return nullptr;
  const unsigned hours = two_digits(clock + 1), minutes = two_digits(clock + 4), seconds = two_digits(clock + 7);
  if (hours > 23 || minutes > 59 || seconds > 59) return nullptr;
  const char* end = clock + 9;
  if (*end == 'Z')
    end += 1;
  else if (std::memcmp(end, "+00:00", 6) == 0)
    end += 6;
  if (end == clock + 9 || !is_cell_end(end)) return nullptr;
  wholes_[row] = days * microseconds_a_day + ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1'000'000};
  return end;
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
    case What::time: return take_time(at, row);
    case What::flag: return take_flag(at, flags_[row]);
    case What::nothing: break;
  }
  return nullptr;
}

}  // namespace ergodic::tables
