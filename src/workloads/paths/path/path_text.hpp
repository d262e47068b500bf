#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/course.hpp>

#include <ostream>
#include <span>
#include <string>
#include <vector>

/// How a path is told to people and programs.
namespace ergodic::workloads::paths {

void write_heading(const std::vector<std::string>& heading, std::ostream& out);
/// A point of a path: a line of cells.
void write_point(std::span<const CourseValue> point, std::ostream& out);

/// A value of a path: of a category its code.
void write_value(const Column& column, double value, std::ostream& out);
void write_failure(const Column& undefined, std::ostream& out);

/// Of a path with these headings: `state` tells the unit of the value after the time.
std::vector<CourseField> course_fields(const std::vector<std::string>& heading, const Column& state);

}  // namespace ergodic::workloads::paths
