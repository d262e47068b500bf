#pragma once

#include "tables/cells/calendar.hpp"
#include "tables/cells/cell.hpp"
#include "tables/cells/number_text.hpp"
#include "tables/cells/text_cells.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace ergodic::tables {

// What puts cells of a kind where their rows are, each kind its own type, so that a loop over a column is compiled for
// it. All have
//
//     bool take(at, end, row)   a cell, not empty, as most are; false: it must be looked at. 16 bytes behind it may be
//                               read
//     Mistake put(text, row)    any text
//     void miss(row)            the missing value
//     void spoil(row)           what cannot be read

/// Cells that nobody wants.
struct NoCells {
  bool take(const char*, const char*, std::size_t) { return true; }
  Mistake put(std::string_view, std::size_t) { return Mistake::none; }
  void miss(std::size_t) {}
  void spoil(std::size_t) {}
};

struct WholeCells {
  std::int64_t low, high;
  std::int64_t* values = nullptr;

  bool take(const char* at, const char* end, std::size_t row) {
    std::int64_t value = 0;
    if (!take_whole(at, end, value) || value < low || value > high) return false;
    values[row] = value;
    return true;
  }
  Mistake put(std::string_view text, std::size_t row) {
    std::int64_t value = 0;
    if (const Mistake mistake = parse_whole(text, value); mistake != Mistake::none) return mistake;
    if (value < low || value > high) return Mistake::out_of_range;
    values[row] = value;
    return Mistake::none;
  }
  void miss(std::size_t row) { values[row] = missing_whole; }
  void spoil(std::size_t row) { values[row] = unreadable_whole; }
};

struct RealCells {
  double low, high;
  double* values = nullptr;

  bool take(const char* at, const char* end, std::size_t row) {
    double value = 0;
    if (!take_real(at, end, value) || value < low || value > high) return false;
    values[row] = value;
    return true;
  }
  Mistake put(std::string_view text, std::size_t row) {
    double value = 0;
    if (const Mistake mistake = parse_real(text, value); mistake != Mistake::none) return mistake;
    if (value < low || value > high) return Mistake::out_of_range;
    values[row] = value;
    return Mistake::none;
  }
  void miss(std::size_t row) { values[row] = missing_real(); }
  void spoil(std::size_t row) { values[row] = unreadable_real; }
};

struct CellsOfText {
  TextCells* texts;
  std::int32_t* values = nullptr;

  bool take(const char* at, const char* end, std::size_t row) {
    const std::int32_t code = texts->code_of_padded({at, static_cast<std::size_t>(end - at)});
    values[row] = code;
    return texts->mistake(code) == Mistake::none;
  }
  Mistake put(std::string_view text, std::size_t row) { return texts->mistake(values[row] = texts->code(text)); }
  void miss(std::size_t row) { values[row] = missing_code; }
  void spoil(std::size_t row) { values[row] = texts->code(unreadable_text); }
};

/// The month of the date before: most dates are in that of their neighbours.
struct Month {
  std::uint64_t letters = 0;  ///< "2025-01-", or "202501" behind two zeros
  std::int32_t begin = 0;     ///< the day before its first
  unsigned days = 0;

  /// The days since 1970 of a date; behind it.
  const char* take_day(const char* at, std::int32_t& day) {
    const bool has_dashes = at[4] == '-';
    const char* const two = at + (has_dashes ? 8 : 6);
    const unsigned number = two_digits(two);
    const std::uint64_t now = has_dashes ? eight_letters(at) : eight_letters(at) << 16;
    if (now != letters) {
      if (has_dashes && at[7] != '-') return nullptr;
      if (!move_to(at, at + (has_dashes ? 5 : 4))) return nullptr;
      letters = now;
    }
    if (number < 1 || number > days) return nullptr;
    day = begin + static_cast<std::int32_t>(number);
    return two + 2;
  }

 private:
  bool move_to(const char* year, const char* month) {
    const unsigned century = two_digits(year), rest = two_digits(year + 2), number = two_digits(month);
    const Day first{static_cast<int>(century * 100 + rest), static_cast<int>(number), 1};
    if (century > 99 || rest > 99 || !exists(first)) return false;
    begin = days_since_1970(first) - 1;
    days = static_cast<unsigned>(days_in(first.year, first.month));
    return true;
  }
};

struct DateCells {
  Month month = {};
  std::int32_t* values = nullptr;

  bool take(const char* at, const char* end, std::size_t row) {
    return end - at >= 8 && month.take_day(at, values[row]) == end;
  }
  Mistake put(std::string_view text, std::size_t row) { return parse_date(text, values[row]); }
  void miss(std::size_t row) { values[row] = missing_date; }
  void spoil(std::size_t row) { values[row] = unreadable_date; }
};

struct TimeCells {
  Month month = {};
  std::int64_t* values = nullptr;

  /// 2025-01-31T19:30:00 with Z or +00:00 behind it.
  bool take(const char* at, const char* end, std::size_t row) {
    if (end - at < 18) return false;
    std::int32_t days = 0;
    const char* const clock = month.take_day(at, days);
    if (clock == nullptr || (*clock != 'T' && *clock != ' ') || clock[3] != ':' || clock[6] != ':') return false;
    const unsigned hours = two_digits(clock + 1), minutes = two_digits(clock + 4), seconds = two_digits(clock + 7);
    if (hours > 23 || minutes > 59 || seconds > 59) return false;
    const char* const zone = clock + 9;
    values[row] = days * microseconds_a_day + ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1'000'000};
    return (end == zone + 1 && *zone == 'Z') || (end == zone + 6 && std::memcmp(zone, "+00:00", 6) == 0);
  }
  Mistake put(std::string_view text, std::size_t row) { return parse_time(text, values[row]); }
  void miss(std::size_t row) { values[row] = missing_whole; }
  void spoil(std::size_t row) { values[row] = unreadable_whole; }
};

struct FlagCells {
  std::uint8_t* values = nullptr;

  bool take(const char* at, const char* end, std::size_t row) { return take_flag(at, end, values[row]); }
  Mistake put(std::string_view text, std::size_t row) { return parse_flag(text, values[row]); }
  void miss(std::size_t row) { values[row] = missing_flag; }
  void spoil(std::size_t row) { values[row] = unreadable_flag; }
};

}  // namespace ergodic::tables
