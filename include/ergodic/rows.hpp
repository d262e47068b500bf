#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/missing.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic {

template <class T>
constexpr Type type_of();
template <>
constexpr Type type_of<std::uint8_t>() {
  return Type::uint8;
}
template <>
constexpr Type type_of<std::int16_t>() {
  return Type::int16;
}
template <>
constexpr Type type_of<std::int32_t>() {
  return Type::int32;
}
template <>
constexpr Type type_of<std::int64_t>() {
  return Type::int64;
}
template <>
constexpr Type type_of<double>() {
  return Type::float64;
}

/// How many numbers a declared failure leaves at most.
constexpr std::size_t most_failure_numbers = 3;

/// A session that could not be simulated; it does not hurt its neighbours.
struct Failure {
  std::uint64_t row = 0;      ///< in its block
  std::string category = {};  ///< a short name to count by
  std::string reason = {};    ///< one sentence
  bool can_retry = false;
  /// Of a kind that declares how its sessions fail: which of WorkloadKind::failures() it is, in the place of the three
  /// above, and the numbers in its sentence; missing where there are none.
  std::optional<std::size_t> declared = {};
  std::array<double, most_failure_numbers> numbers = {missing_value<double>(), missing_value<double>(),
                                                      missing_value<double>()};
};

/// The buffers that a run of sessions is simulated into: one contiguous array a column, and the tallies.
/// Row i belongs to the replicate `first + i` of the run. A column along an axis has length() values a row, those of a
/// row side by side: the value of row i at place k is element i · length + k.
class Rows {
 public:
  /// Throws InternalError for a column along an axis that `axes` lacks.
  Rows(const Columns& columns, const Tallies& tallies, const Axes& axes = {});

  /// Makes room for `count` sessions, zeroes the tallies and forgets the failures. Row contents are unspecified.
  void reset(std::uint64_t count);

  std::uint64_t count() const { return count_; }
  const Columns& columns() const { return columns_; }
  const Tallies& tallies() const { return tallies_; }

  /// Values in each row of a column: the places on its axis, 1 without one.
  std::size_t length(std::string_view name) const { return lengths_[index(name)]; }
  std::size_t length(std::size_t index) const { return lengths_[index]; }

  /// The column's values, count() · length() of them. Throws InternalError when there is no such column or it is not of
  /// type T.
  template <class T>
  std::span<T> column(std::string_view name) {
    return column<T>(index(name));
  }
  template <class T>
  std::span<const T> column(std::string_view name) const {
    return column<T>(index(name));
  }
  template <class T>
  std::span<T> column(std::size_t index) {
    require(index, type_of<T>());
    return {reinterpret_cast<T*>(values_[index].data()), count_ * lengths_[index]};
  }
  template <class T>
  std::span<const T> column(std::size_t index) const {
    require(index, type_of<T>());
    return {reinterpret_cast<const T*>(values_[index].data()), count_ * lengths_[index]};
  }

  /// Sets all values of a row to zero, those that may be missing to missing.
  void clear_row(std::uint64_t row);
  /// Likewise all values of a column.
  void clear_column(std::size_t index);

  /// The column's bytes as they go to the file.
  std::span<const std::byte> bytes(std::size_t index) const;

  /// The tally's counters, one a label.
  std::span<std::int64_t> tally(std::string_view name);
  std::span<const std::int64_t> tally(std::size_t index) const { return counters_[index]; }

  /// Says that the session of row `failure.row` failed; the row's values are set to zero, or missing,
  /// by the engine.
  void fail(Failure failure) { failures_.push_back(std::move(failure)); }
  /// The same of a kind that declares its failures: in the manner `category`, which counts WorkloadKind::failures().
  /// Throws InternalError for more than three numbers.
  void fail(std::uint64_t row, std::size_t category, std::initializer_list<double> numbers = {});
  const std::vector<Failure>& failures() const { return failures_; }

 private:
  std::size_t index(std::string_view name) const;
  void require(std::size_t index, Type type) const;
  /// With zero, or missing: `count` values of a column from `first` on.
  void fill(std::size_t index, std::uint64_t first, std::uint64_t count);

  Columns columns_;
  Tallies tallies_;
  std::vector<std::size_t> lengths_;  // values a row, of each column
  std::uint64_t count_ = 0;
  std::vector<std::vector<std::int64_t>> values_;  // 8-byte words: aligned for every Type
  std::vector<std::vector<std::int64_t>> counters_;
  std::vector<Failure> failures_;
};

}  // namespace ergodic
