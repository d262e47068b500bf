#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace ergodic::tables {

// Numbers and words as most cells have them, read at once with where they end. What these do not take, with a null
// pointer, is looked at by cell.hpp, which says what is wrong, or takes it after all. A line end must follow somewhere,
// and 16 bytes that may be read. Eight letters are read as one word: cells are short and of changing lengths, so that
// loops over them are loops that no branch prediction foresees.

/// Whether a cell ends here.
inline bool is_cell_end(const char* at) { return *at == ',' || *at == '\n' || (*at == '\r' && at[1] == '\n'); }

inline unsigned digit_at(const char* at) { return static_cast<unsigned char>(*at) - unsigned{'0'}; }

/// The number of two digits; above 99 where they are none.
inline unsigned two_digits(const char* at) {
  const unsigned tens = digit_at(at), ones = digit_at(at + 1);
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

constexpr std::uint64_t in_each_byte(unsigned char byte) { return 0x0101010101010101u * byte; }

inline std::uint64_t eight_letters(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The high bit of each byte that may be below '-', as all that end a cell or a quotation are; the lowest one is.
/// Source: S. E. Anderson, Bit twiddling hacks, hasless.
inline std::uint64_t low_letters(std::uint64_t letters) {
  return (letters - in_each_byte('-')) & ~letters & in_each_byte(0x80);
}

/// A run of digits.
struct Digits {
  std::uint64_t value;
  unsigned count;
};

/// Up to eight. Pairs, then fours, then all are put together by one multiplication each. Source: W. Muła, SIMD-ized
/// faster parse of decimal numbers; D. Lemire, Quickly parsing eight digits, 2022.
inline Digits eight_digits(const char* at) {
  const std::uint64_t values = eight_letters(at) ^ in_each_byte('0');
  // Of a byte above 9 the sum has the high bit; its carry reaches those behind it alone.
  const std::uint64_t others = ((values + in_each_byte(0x7F - 9)) | values) & in_each_byte(0x80);
  const auto count = static_cast<unsigned>(std::countr_zero(others)) >> 3;
  if (count == 0) return {0, 0};
  std::uint64_t value = values << (64 - 8 * count);  // zeros before the first
  value = (value * 10 + (value >> 8)) & 0x00FF00FF00FF00FFu;
  value = (value * 100 + (value >> 16)) & 0x0000FFFF0000FFFFu;
  return {(value * 10'000 + (value >> 32)) & 0xFFFFFFFFu, count};
}

constexpr std::array<std::uint64_t, 9> small_powers = {1,       10,        100,        1'000,      10'000,
                                                       100'000, 1'000'000, 10'000'000, 100'000'000};

/// Up to sixteen.
inline Digits sixteen_digits(const char* at) {
  const Digits first = eight_digits(at);
  if (first.count < 8) return first;
  const Digits second = eight_digits(at + 8);
  return {first.value * small_powers[second.count] + second.value, 8 + second.count};
}

/// Up to 15 digits; behind the cell.
inline const char* take_whole(const char* at, std::int64_t& value) {
  const bool is_negative = *at == '-';
  const Digits digits = sixteen_digits(at += is_negative);
  if (digits.count - 1 > 14 || !is_cell_end(at + digits.count)) return nullptr;
  const auto whole = static_cast<std::int64_t>(digits.value);
  value = is_negative ? -whole : whole;
  return at + digits.count;
}

/// What std::from_chars takes.
inline const char* take_any_real(const char* at, double& value) {
  const char* end = at;
  while (digit_at(end) < 10 || *end == '.' || *end == 'e' || *end == 'E' || *end == '-' || *end == '+')
    ++end;
  const auto [stop, error] = std::from_chars(at, end, value);
  return error == std::errc() && stop == end && is_cell_end(end) ? end : nullptr;
}

/// Any decimal number without a plus sign. Where its digits are below 2^53 and the power of ten that it is divided by
/// is exact, one division rounds as it should: W. D. Clinger, How to read floating point numbers accurately, 1990. For
/// others std::from_chars.
inline const char* take_real(const char* at, double& value) {
  constexpr std::array<double, 17> powers = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                             1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16};
  const char* const begin = at;
  const bool is_negative = *at == '-';
  const Digits whole = eight_digits(at += is_negative);
  at += whole.count;
  std::uint64_t digits = whole.value;
  unsigned places = 0;
  if (*at == '.') {
    const Digits fraction = sixteen_digits(at + 1);
    places = fraction.count;
    digits =
        digits * small_powers[places < 8 ? places : 8] * small_powers[places < 8 ? 0 : places - 8] + fraction.value;
    at += 1 + places;
  }
  if (!is_cell_end(at) || whole.count + places - 1 > 15 || digits > std::uint64_t{1} << 53)
    return take_any_real(begin, value);
  const double magnitude = static_cast<double>(static_cast<std::int64_t>(digits)) / powers[places];
  value = is_negative ? -magnitude : magnitude;
  return at;
}

/// Yes or no, as cells may say it.
inline const char* take_flag(const char* at, std::uint8_t& value) {
  const std::uint64_t letters = eight_letters(at);
  std::size_t size = 1;
  while (size < 6 && !is_cell_end(at + size))
    ++size;
  // Small letters; digits have that bit, too.
  switch (size == 6 ? 0 : (letters & ((std::uint64_t{1} << 8 * size) - 1)) | (0x2020202020u >> 8 * (5 - size))) {
    case 0x736579:    // yes
    case 0x65757274:  // true
    case '1': value = 1; return at + size;
    case 0x6F6E:        // no
    case 0x65736C6166:  // false
    case '0': value = 0; return at + size;
    default: return nullptr;
  }
}

}  // namespace ergodic::tables
