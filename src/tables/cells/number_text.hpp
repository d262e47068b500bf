#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace ergodic::tables {

// Numbers as most cells have them, read at once with where they end. What these do not take, with a null pointer, is
// looked at by cell.hpp, which says what is wrong, or takes it after all. A line end must follow somewhere.

/// Whether a cell ends here.
inline bool is_cell_end(const char* at) { return *at == ',' || *at == '\n' || (*at == '\r' && at[1] == '\n'); }

inline unsigned digit_at(const char* at) { return static_cast<unsigned char>(*at) - unsigned{'0'}; }

/// Up to 18 digits, which 64 bits hold; behind the cell.
inline const char* take_whole(const char* at, std::int64_t& value) {
  const bool is_negative = *at == '-';
  const char* const first = at += is_negative;
  std::int64_t whole = 0;
  for (unsigned digit = 0; (digit = digit_at(at)) < 10; ++at)
    whole = static_cast<std::int64_t>(static_cast<std::uint64_t>(whole) * 10 + digit);
  if (at == first || at - first > 18 || !is_cell_end(at)) return nullptr;
  value = is_negative ? -whole : whole;
  return at;
}

/// Any decimal number without a plus sign. Where its digits are below 2^53 and the power of ten that it is divided by
/// is exact, one division rounds as it should: W. D. Clinger, How to read floating point numbers accurately, 1990. For
/// others std::from_chars.
inline const char* take_real(const char* at, double& value) {
  constexpr std::array<double, 23> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const char* const begin = at;
  const bool is_negative = *at == '-';
  const char* const first = at += is_negative;
  std::uint64_t digits = 0;
  for (unsigned digit = 0; (digit = digit_at(at)) < 10; ++at)
    digits = digits * 10 + digit;
  std::int64_t count = at - first, places = 0;
  if (*at == '.') {
    const char* const point = at++;
    for (unsigned digit = 0; (digit = digit_at(at)) < 10; ++at)
      digits = digits * 10 + digit;
    places = at - point - 1;
    count += places;
  }
  if (count == 0) return nullptr;
  if (is_cell_end(at) && count <= 19 && digits <= std::uint64_t{1} << 53) {
    const double magnitude =
        static_cast<double>(static_cast<std::int64_t>(digits)) / powers[static_cast<std::size_t>(places)];
    value = is_negative ? -magnitude : magnitude;
    return at;
  }
  if (!is_cell_end(at) && *at != 'e' && *at != 'E') return nullptr;
  while (!is_cell_end(at) && (digit_at(at) < 10 || *at == 'e' || *at == 'E' || *at == '-' || *at == '+'))
    ++at;
  const auto [stop, error] = std::from_chars(begin, at, value);
  return error == std::errc() && stop == at && is_cell_end(at) ? at : nullptr;
}

}  // namespace ergodic::tables
