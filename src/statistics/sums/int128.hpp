#pragma once

#include <cstdint>
#include <span>

namespace ergodic::statistics {

__extension__ typedef __int128 Int128;  // __extension__: -Wpedantic knows no 128 bits
__extension__ typedef unsigned __int128 UnsignedInt128;

/// a + b modulo 2^128.
inline Int128 wrapped_sum(Int128 a, Int128 b) {
  return static_cast<Int128>(static_cast<UnsignedInt128>(a) + static_cast<UnsignedInt128>(b));
}

/// A 128-bit number lies in two words, the low one first.
inline Int128 from_words(std::span<const std::int64_t, 2> words) {
  const auto high = static_cast<UnsignedInt128>(words[1]) << 64;
  return static_cast<Int128>(high | static_cast<std::uint64_t>(words[0]));
}

inline void to_words(Int128 value, std::span<std::int64_t, 2> words) {
  words[0] = static_cast<std::int64_t>(value);
  words[1] = static_cast<std::int64_t>(value >> 64);
}

}  // namespace ergodic::statistics
