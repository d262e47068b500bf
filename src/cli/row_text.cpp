#include "cli/row_text.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>

namespace ergodic::cli {
namespace {

template <class T>
T as(std::span<const std::byte> stored) {
  T value;
  std::memcpy(&value, stored.data(), sizeof value);
  return value;
}

std::int64_t whole(Type type, std::span<const std::byte> stored) {
  switch (type) {
    case Type::uint8: return as<std::uint8_t>(stored);
    case Type::int16: return as<std::int16_t>(stored);
    case Type::int32: return as<std::int32_t>(stored);
    default: return as<std::int64_t>(stored);
  }
}

}  // namespace

std::string value_text(const Column& column, std::span<const std::byte> stored) {
  const std::string unit = column.unit == "1" ? "" : " " + column.unit;
  if (column.type == Type::float64) return fmt::format("{}{}", as<double>(stored) * column.scale, unit);
  const std::int64_t value = whole(column.type, stored);
  if (column.is_category()) {
    const auto code = static_cast<std::size_t>(value);
    return code < column.categories.size() ? column.categories[code] : fmt::format("{} (no such label)", value);
  }
  if (column.scale == 1.0) return fmt::format("{}{}", value, unit);
  return fmt::format("{:.2f}{}", static_cast<double>(value) * column.scale, unit);
}

}  // namespace ergodic::cli
