#pragma once

#include "statistics/in_unit.hpp"
#include "statistics/survivors.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/errors.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace ergodic::statistics {

/// Calls f.template operator()<T>() for the column's type of whole numbers.
template <class F>
decltype(auto) with_whole_type(Type type, F&& f) {
  switch (type) {
    case Type::uint8: return f.template operator()<std::uint8_t>();
    case Type::int16: return f.template operator()<std::int16_t>();
    case Type::int32: return f.template operator()<std::int32_t>();
    case Type::int64: return f.template operator()<std::int64_t>();
    case Type::float64: break;
  }
  throw InternalError("a column of reals is summed as whole numbers (they have sums of their own)");
}

/// Calls f(place, its values) for each of `length` places whose values lie side by side in each row. They are gathered
/// a cache line at a time: one by one would read every line of a long axis as often as it has values.
template <class T, class F>
void for_each_place(std::span<const T> values, std::size_t length, F&& f) {
  if (length == 1) return f(0, values);
  constexpr std::size_t together = 64 / sizeof(T);
  const std::size_t rows = values.size() / length;
  std::vector<T> gathered(together * rows);
  for (std::size_t first = 0; first < length; first += together) {
    const std::size_t count = std::min(together, length - first);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t k = 0; k < count; ++k)
        gathered[k * rows + row] = values[row * length + first + k];
    }
    for (std::size_t k = 0; k < count; ++k)
      f(first + k, std::span<const T>(gathered).subspan(k * rows, rows));
  }
}

inline void add_counts(std::span<const std::int64_t> more, std::span<std::int64_t> counts) {
  for (std::size_t i = 0; i < counts.size(); ++i)
    counts[i] += more[i];
}

inline bool is_real(const Column& column) { return column.type == Type::float64; }

/// Calls f(the survivors' values) of the column's own type.
template <class F>
void with_values(const Column& column, std::size_t index, const Survivors& survivors, F&& f) {
  if (is_real(column)) {
    const auto values = survivors.column<double>(index);
    return f(values.span);
  }
  with_whole_type(column.type, [&]<class T>() {
    const auto values = survivors.column<T>(index);
    f(values.span);
  });
}

/// The survivors' values in the column's unit.
inline std::vector<double> numbers_of(const Column& column, std::size_t index, const Survivors& survivors) {
  std::vector<double> numbers;
  with_values(column, index, survivors, [&](const auto& values) {
    numbers.reserve(values.size());
    for (const auto value : values)
      numbers.push_back(in_unit(static_cast<double>(value), column));
  });
  return numbers;
}

/// Marks the survivors that have no value in the column.
inline void mark_missing(const Column& column, std::size_t index, const Survivors& survivors,
                         std::vector<bool>& is_marked) {
  if (!column.may_be_missing) return;
  with_values(column, index, survivors, [&](const auto& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      is_marked[i] = is_marked[i] || is_missing(values[i]);
  });
}

/// Without the values that are marked.
inline void erase_marked(const std::vector<bool>& is_marked, std::vector<double>& values) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_marked[i]) values[kept++] = values[i];
  }
  values.resize(kept);
}

}  // namespace ergodic::statistics
