#include <ergodic/columns.hpp>
#include <ergodic/errors.hpp>
#include <ergodic/missing.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic {

bool is_missing(const Column& column, std::int64_t stored) {
  if (!column.may_be_missing) return false;
  switch (column.type) {
    case Type::uint8: return stored == missing_value<std::uint8_t>();
    case Type::int16: return stored == missing_value<std::int16_t>();
    case Type::int32: return stored == missing_value<std::int32_t>();
    case Type::int64: return stored == missing_value<std::int64_t>();
    case Type::float64: break;
  }
  return false;
}

const Axis* axis_of(const Column& column, const Axes& axes) {
  if (column.axis.empty()) return nullptr;
  const auto found = std::find_if(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.name == column.axis; });
  if (found != axes.end()) return &*found;
  throw InternalError(
      fmt::format("column \"{}\" lies along \"{}\" (the workload has no such axis)", column.name, column.axis));
}

std::size_t values_per_session(const Column& column, const Axes& axes) {
  const Axis* const axis = axis_of(column, axes);
  return axis == nullptr ? 1 : axis->size();
}

std::string name_at(const Column& column, const Axes& axes, std::size_t place) {
  const Axis* const axis = axis_of(column, axes);
  if (axis == nullptr) return column.name;
  return axis->labels.empty() ? fmt::format("{}[{} {}]", column.name, axis->name, axis->coordinates.at(place))
                              : fmt::format("{}[{} {}]", column.name, axis->name, axis->labels.at(place));
}

}  // namespace ergodic
