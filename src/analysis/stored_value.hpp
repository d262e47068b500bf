#pragma once

#include <ergodic/columns.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace ergodic::analysis {

/// A value as it lies in a file.
template <class T>
T stored_as(const std::byte* stored) {
  T value;
  std::memcpy(&value, stored, sizeof value);
  return value;
}

/// One of a whole number's types.
inline std::int64_t stored_integer(Type type, const std::byte* stored) {
  switch (type) {
    case Type::uint8: return stored_as<std::uint8_t>(stored);
    case Type::int16: return stored_as<std::int16_t>(stored);
    case Type::int32: return stored_as<std::int32_t>(stored);
    default: return stored_as<std::int64_t>(stored);
  }
}

}  // namespace ergodic::analysis
