#pragma once

#include "workloads/paths/path/observables.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/course.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

/// How a path is told to people and programs. With fmt::print to a stream each source would compile all of formatting.
namespace ergodic::workloads::paths {

template <class Value>
void write_cell(const Value& value, std::ostream& out) {
  if constexpr (std::is_same_v<Value, LabelledState>) {
    out << fmt::format("{:>16}", value.label);
  } else if constexpr (std::is_floating_point_v<Value>) {
    out << fmt::format("{:>16.9g}", value);
  } else {
    out << fmt::format("{:>16}", value);
  }
}

/// A point of a path: a line of cells.
template <class... Values>
void write_point(std::ostream& out, const Values&... values) {
  (write_cell(values, out), ...);
  out << '\n';
}

inline void write_heading(const std::vector<std::string>& heading, std::ostream& out) {
  for (const std::string& name : heading)
    out << fmt::format("{:>16}", name);
  out << '\n';
}

template <class Value>
void write_value(const Column& column, Value value, std::ostream& out) {
  if (column.is_category()) {
    out << fmt::format("{:<23} {}\n", column.name, column.categories[static_cast<std::size_t>(value)]);
  } else {
    out << fmt::format("{:<23} {}\n", column.name, value);
  }
}

inline void write_failure(const Column& undefined, std::ostream& out) {
  out << fmt::format("{:<23} has no value: the session fails\n", undefined.name);
}

/// Of a path with these headings: `state` tells the unit of the value after the time.
inline std::vector<CourseField> course_fields(const std::vector<std::string>& heading, const Column& state) {
  std::vector<CourseField> fields;
  for (const std::string& name : heading)
    fields.push_back({name, fields.size() == 1 ? state.unit : "1"});
  return fields;
}

template <class Value>
CourseValue course_value(const Value& value) {
  if constexpr (std::is_same_v<Value, LabelledState>) {
    return value.label;
  } else if constexpr (std::is_integral_v<Value>) {
    return static_cast<std::int64_t>(value);
  } else {
    return value;
  }
}

}  // namespace ergodic::workloads::paths
