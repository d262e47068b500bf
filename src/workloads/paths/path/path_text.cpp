#include "workloads/paths/path/path_text.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ergodic::workloads::paths {

namespace {

std::string cell(const CourseValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return fmt::format("{:>16}", *number);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{:>16.9g}", *number);
  if (const auto* text = std::get_if<std::string_view>(&value)) return fmt::format("{:>16}", *text);
  return std::string(16, ' ');
}

void write_line(const std::string& name, const std::string& value, std::ostream& out) {
  write_value_line(name, {&value, 1}, out);
}

}  // namespace

void write_heading(const std::vector<std::string>& heading, std::ostream& out) {
  for (const std::string& name : heading)
    out << fmt::format("{:>16}", name);
  out << '\n';
}

void write_point(std::span<const CourseValue> point, std::ostream& out) {
  for (const CourseValue& value : point)
    out << cell(value);
  out << '\n';
}

void write_value(const Column& column, double value, std::ostream& out) {
  write_line(column.name,
             column.is_category() ? column.categories[static_cast<std::size_t>(value)] : fmt::format("{}", value), out);
}

void write_failure(const Column& undefined, std::ostream& out) {
  write_line(undefined.name, "has no value: the session fails", out);
}

std::vector<CourseField> course_fields(const std::vector<std::string>& heading, const Column& state) {
  std::vector<CourseField> fields;
  for (const std::string& name : heading)
    fields.push_back({name, fields.size() == 1 ? state.unit : "1"});
  return fields;
}

}  // namespace ergodic::workloads::paths
