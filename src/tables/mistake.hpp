#pragma once

#include <cstdint>

namespace ergodic::tables {

/// What can be wrong with a value.
enum class Mistake : std::uint8_t {
  none,
  missing,       ///< nothing, where something must be
  not_whole,     ///< no number at all
  has_fraction,  ///< a number, and not whole
  not_a_number,
  decimal_comma,
  too_large,  ///< for 64 bits, or for a double
  infinite,   ///< as other programs store it
  too_small,  ///< other than zero, and too near to it
  out_of_range,
  not_a_date,
  no_such_day,
  unclear_order,  ///< of day and month
  not_a_time,
  no_such_time,
  too_fine,  ///< for microseconds
  no_zone,
  not_yes_no,
  not_a_choice,
  not_utf8,
  has_nul,
  stray_quote,
};

}  // namespace ergodic::tables
