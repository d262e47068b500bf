#pragma once

#include <compare>
#include <cstdint>

namespace ergodic {

/// An amount of money as a whole number of cents: exact, and summed exactly.
struct Cents {
  std::int64_t count = 0;

  friend constexpr auto operator<=>(const Cents&, const Cents&) = default;
  constexpr Cents& operator+=(Cents other) {
    count += other.count;
    return *this;
  }
  constexpr Cents& operator-=(Cents other) {
    count -= other.count;
    return *this;
  }
  friend constexpr Cents operator+(Cents a, Cents b) { return {a.count + b.count}; }
  friend constexpr Cents operator-(Cents a, Cents b) { return {a.count - b.count}; }
  friend constexpr Cents operator-(Cents a) { return {-a.count}; }
  friend constexpr Cents operator*(std::int64_t factor, Cents a) { return {factor * a.count}; }
};

}  // namespace ergodic
