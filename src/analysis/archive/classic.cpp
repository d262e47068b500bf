#include "analysis/archive/classic.hpp"

#include "analysis/stored_value.hpp"
#include "statistics/in_unit.hpp"

#include <cstdint>
#include <cstring>

namespace ergodic::analysis {
namespace {

Type classic_type(const Column& column) {
  if (column.scale != 1 || column.type == Type::int64) return Type::float64;
  return column.type == Type::uint8 ? Type::int16 : column.type;
}

double value_of(const Column& column, const std::byte* stored) {
  if (!has_value(column, stored)) return missing_value<double>();
  const double number = column.type == Type::float64 ? stored_as<double>(stored)
                                                     : static_cast<double>(stored_integer(column.type, stored));
  return statistics::in_unit(number, column);
}

std::int16_t code_of(const Column& column, const std::byte* stored) {
  if (!has_value(column, stored)) return missing_value<std::int16_t>();
  return static_cast<std::int16_t>(stored_integer(column.type, stored));
}

}  // namespace

Column classic(const Column& column) {
  Column same = column;
  same.type = classic_type(column);
  same.scale = 1;
  return same;
}

store::FileLayout classic(store::FileLayout layout) {
  for (Column& column : layout.columns)
    column = classic(column);
  for (store::Variable& variable : layout.variables)
    variable.type = classic_type({.type = variable.type});
  return layout;
}

std::vector<std::byte> classic_values(const Column& column, std::span<const std::byte> stored) {
  const Type type = classic_type(column);
  if (type == column.type && column.scale == 1) return {stored.begin(), stored.end()};
  const std::size_t from = size_of(column.type);
  const std::size_t to = size_of(type);
  std::vector<std::byte> values(stored.size() / from * to);
  for (std::size_t i = 0; i * from < stored.size(); ++i) {
    if (type == Type::int16) {
      const std::int16_t code = code_of(column, &stored[i * from]);
      std::memcpy(&values[i * to], &code, to);
    } else {
      const double value = value_of(column, &stored[i * from]);
      std::memcpy(&values[i * to], &value, to);
    }
  }
  return values;
}

}  // namespace ergodic::analysis
