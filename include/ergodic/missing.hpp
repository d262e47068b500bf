#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace ergodic {

/// What stands for a value that a session does not have, in a column that may be missing: of reals the one NaN with the
/// bits 0x7ff8000000000000 (any other NaN is a value that is not finite), of whole numbers the least of their type, of
/// std::uint8_t and so of categories 255. It is the column's `_FillValue` in the file.
template <class T>
requires std::integral<T> || std::same_as<T, double>
constexpr T missing_value() {
  if constexpr (std::same_as<T, double>) {
    return std::bit_cast<double>(std::uint64_t{0x7ff8'0000'0000'0000});
  } else {
    return std::is_unsigned_v<T> ? std::numeric_limits<T>::max() : std::numeric_limits<T>::min();
  }
}

template <class T>
constexpr bool is_missing(T value) {
  if constexpr (std::same_as<T, double>) {
    return std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(missing_value<double>());
  } else {
    return value == missing_value<T>();
  }
}

/// How people are told of it; the meaning of the code 255 in the file. No category has a label of that name.
constexpr const char* missing_label = "missing";

}  // namespace ergodic
