#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace ergodic {

/// What each step of a session's course tells: a quantity in its unit, or a text.
struct CourseField {
  std::string name;
  std::string unit = "1";
};

/// The value of a field at a step; none where a step does not have it. A text need only live during the call.
using CourseValue = std::variant<std::monostate, std::int64_t, double, std::string_view>;

/// Takes the course of a session, step by step.
class Course {
 public:
  virtual ~Course() = default;
  /// Once, before the first step.
  virtual void begin(std::span<const CourseField> fields) = 0;
  /// A value for each field, in their order.
  virtual void step(std::span<const CourseValue> values) = 0;
};

}  // namespace ergodic
