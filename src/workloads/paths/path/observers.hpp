#pragma once

#include <ergodic/course.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// What may look on at a path: it is called with each of its points, which is a time, the state, and what else the
/// process tells.
namespace ergodic::workloads::paths {

/// A state that has a name: its code in a category's column, and the name.
struct LabelledState {
  std::uint8_t code;
  std::string_view label;
};

/// Watches nothing: for a path of which only the end counts.
struct Unobserved {
  template <class... Values>
  void operator()(const Values&...) const {}
};

/// Keeps where a path is at given times: at the last of its points until then.
class Recorder {
 public:
  /// `values`: as many as there are times, of `width` bytes each: 1 of a labelled state, 8 of a std::int64_t or double.
  Recorder(const std::vector<double>& times, std::span<std::byte> values)
      : times_(times), values_(values), width_(values.size() / times.size()) {}

  template <class Time, class State, class... Rest>
  void operator()(Time time, const State& state, const Rest&...) {
    for (; next_ < times_.size() && times_[next_] < static_cast<double>(time); ++next_)
      put(next_);
    if constexpr (std::is_same_v<State, LabelledState>) {
      last_ = state.code;
    } else {
      static_assert(sizeof(State) == sizeof last_);
      last_ = std::bit_cast<std::uint64_t>(state);
    }
  }
  /// When the path is at its end.
  void finish() {
    for (; next_ < times_.size(); ++next_)
      put(next_);
  }

 private:
  void put(std::size_t i) {
    if (width_ == 1) {
      values_[i] = static_cast<std::byte>(last_);
    } else {
      std::memcpy(&values_[i * sizeof last_], &last_, sizeof last_);
    }
  }

  const std::vector<double>& times_;
  std::span<std::byte> values_;
  std::size_t width_;
  std::size_t next_ = 0;
  std::uint64_t last_ = 0;  // its bits
};

/// Hands each point on: for people and programs, who are not in a hurry, so that a path's code is compiled once for all
/// of them.
class PointObserver {
 public:
  using Take = std::function<void(std::span<const CourseValue> point)>;

  explicit PointObserver(Take take) : take_(std::move(take)) {}

  template <class... Values>
  void operator()(const Values&... values) const {
    const std::array<CourseValue, sizeof...(values)> point{value_of(values)...};
    take_(point);
  }

 private:
  static CourseValue value_of(const LabelledState& state) { return state.label; }
  static CourseValue value_of(std::int64_t number) { return number; }
  static CourseValue value_of(double number) { return number; }
  static CourseValue value_of(std::string_view text) { return text; }

  Take take_;
};

}  // namespace ergodic::workloads::paths
