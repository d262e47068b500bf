#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/missing.hpp>

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

/// Whether a value, as it lies in a file, is one, and not missing.
inline bool has_value(const Column& column, const std::byte* stored) {
  if (!column.may_be_missing) return true;
  if (column.type == Type::float64) return !is_missing(stored_as<double>(stored));
  return !is_missing(column, stored_integer(column.type, stored));
}

}  // namespace ergodic::analysis
