#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace ergodic::tables {

// Numbers and words as most cells have them. What these do not take is looked at by cell.hpp, which says what is wrong,
// or takes it after all. Sixteen bytes behind a cell may be read: eight letters are taken as one word, since loops over
// cells, which are short and of changing lengths, end where no branch prediction foresees it.

constexpr std::uint64_t in_each_byte(unsigned char byte) { return 0x0101010101010101u * byte; }

inline std::uint64_t eight_letters(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The number of two digits; above 99 where they are none.
inline unsigned two_digits(const char* at) {
  const unsigned tens = static_cast<unsigned char>(at[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(at[1]) - unsigned{'0'};
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/// One to eight letters, of which the last is the highest byte, as the values of digits; before the first are zeros.
inline std::uint64_t digit_values(const char* at, std::size_t count) {
  return (eight_letters(at) ^ in_each_byte('0')) << (64 - 8 * count);
}

/// Whether eight values are those of digits: of a byte above 9 the sum has the high bit, or it has it itself.
inline bool are_digits(std::uint64_t values) {
  return (((values + in_each_byte(0x7F - 9)) | values) & in_each_byte(0x80)) == 0;
}

/// The number of eight digits. Pairs, then fours, then all are put together by one multiplication each. Source: W.
/// Muła, SIMD-ized faster parse of decimal numbers; D. Lemire, Quickly parsing eight digits, 2022.
inline std::uint64_t number_of(std::uint64_t values) {
  values = (values * 10 + (values >> 8)) & 0x00FF00FF00FF00FFu;
  values = (values * 100 + (values >> 16)) & 0x0000FFFF0000FFFFu;
  return (values * 10'000 + (values >> 32)) & 0xFFFFFFFFu;
}

/// Up to 16 digits, perhaps with a minus sign.
inline bool take_whole(const char* at, const char* end, std::int64_t& value) {
  const bool is_negative = *at == '-';
  at += is_negative;
  const auto count = static_cast<std::size_t>(end - at);
  std::uint64_t number = 0;
  if (count - 1 < 8) [[likely]] {
    const std::uint64_t values = digit_values(at, count);
    if (!are_digits(values)) return false;
    number = number_of(values);
  } else {
    if (count - 9 >= 8) return false;
    const std::uint64_t high = digit_values(at, count - 8), low = digit_values(end - 8, 8);
    if (!are_digits(high) || !are_digits(low)) return false;
    number = number_of(high) * 100'000'000 + number_of(low);
  }
  const auto sign = std::uint64_t{0} - is_negative;
  value = static_cast<std::int64_t>((number ^ sign) - sign);
  return true;
}

/// Up to eight letters, one of them perhaps a point. A number of so few digits and the power of ten that it is divided
/// by are exact, and one division rounds as it should: W. D. Clinger, How to read floating point numbers accurately,
/// 1990.
inline bool take_short_real(const char* at, std::size_t count, double& value) {
  constexpr std::array<double, 8> powers = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
  std::uint64_t values = digit_values(at, count);
  const std::uint64_t differences = values ^ in_each_byte('.' ^ '0');
  const std::uint64_t points = (differences - in_each_byte(1)) & ~differences & in_each_byte(0x80);
  std::size_t places = 0;
  if (points != 0) {
    if (count == 1) return false;
    const int bit = std::countr_zero(points) & 56;
    const std::uint64_t behind = ~std::uint64_t{0xFF} << bit;
    values = (values & behind) | (values & ~(behind >> 8)) << 8;
    places = static_cast<std::size_t>(7 - bit / 8);
  }
  if (!are_digits(values)) return false;
  value = static_cast<double>(static_cast<std::int64_t>(number_of(values))) / powers[places];
  return true;
}

/// Any decimal number without a plus sign.
inline bool take_real(const char* at, const char* end, double& value) {
  const bool is_negative = *at == '-';
  const auto count = static_cast<std::size_t>(end - at) - is_negative;
  double magnitude = 0;
  if (count - 1 < 8 && take_short_real(at + is_negative, count, magnitude)) {
    value = is_negative ? -magnitude : magnitude;
    return true;
  }
  const char last = end[-1];
  const auto [stop, error] = std::from_chars(at, end, value);
  return error == std::errc() && stop == end && (last == '.' || (last >= '0' && last <= '9'));  // neither inf nor nan
}

/// Yes or no, as cells may say it.
inline bool take_flag(const char* at, const char* end, std::uint8_t& value) {
  const auto size = static_cast<std::size_t>(end - at);
  if (size - 1 > 4) return false;
  // Small letters; digits have that bit, too.
  switch ((eight_letters(at) & ((std::uint64_t{1} << 8 * size) - 1)) | (0x2020202020u >> 8 * (5 - size))) {
    case 0x736579:    // yes
    case 0x65757274:  // true
    case '1': value = 1; return true;
    case 0x6F6E:        // no
    case 0x65736C6166:  // false
    case '0': value = 0; return true;
    default: return false;
  }
}

}  // namespace ergodic::tables
