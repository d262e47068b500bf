#pragma once

#include "tables/mistake.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ergodic::tables {

// A cell's text as a value: any text, with all that may be wrong with it. Blanks around it are passed over. What most
// cells of a file look like is read faster, in number_text.hpp and date_text.hpp, to the same values.

/// Digits, with a sign perhaps; a fraction of zeros is none.
Mistake parse_whole(std::string_view text, std::int64_t& value);
/// A decimal number, by std::from_chars; neither infinite nor NaN.
Mistake parse_real(std::string_view text, double& value);
/// 2025-01-31 or 20250131, of the years 1 to 9999, as days since 1970-01-01.
Mistake parse_date(std::string_view text, std::int32_t& value);
/// 2025-01-31T19:30, with :SS and a fraction perhaps, a blank for the T, then Z or an offset; as microseconds since
/// 1970-01-01T00:00:00Z.
Mistake parse_time(std::string_view text, std::int64_t& value);
/// yes, no, true, false, 1, 0, in capitals or not.
Mistake parse_flag(std::string_view text, std::uint8_t& value);

/// Why a date of the right form is none: "February 2025 has 28 days".
std::string why_no_day(std::string_view text);

}  // namespace ergodic::tables
