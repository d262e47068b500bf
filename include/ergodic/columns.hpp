#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic {

/// How a column's values lie in memory and, little-endian, in the file.
enum class Type { uint8, int16, int32, int64, float64 };

constexpr std::size_t size_of(Type type) {
  switch (type) {
    case Type::uint8: return 1;
    case Type::int16: return 2;
    case Type::int32: return 4;
    case Type::int64:
    case Type::float64: return 8;
  }
  return 0;
}

/// A dimension of a column beyond case and session: the seats of a table, the times of a grid.
/// Its places have coordinates or, where a number would say nothing, labels: one of the two is empty.
struct Axis {
  std::string name = {};                 ///< of the dimension, snake_case; no column has it too
  std::vector<double> coordinates = {};  ///< one a place, in `unit`
  std::string unit = "1";
  std::string long_name = {};
  std::vector<std::string> labels = {};  ///< one a place, instead of coordinates

  std::size_t size() const { return labels.empty() ? coordinates.size() : labels.size(); }
};
using Axes = std::vector<Axis>;

/// What one session leaves under one name, described well enough to stand alone in the file: one value, or one for each
/// place on an axis.
struct Column {
  std::string name = {};  ///< of the dataset, snake_case
  Type type = Type::int64;
  std::string unit = "1";                    ///< of value × scale; "1" is dimensionless
  std::string long_name = {};                ///< for people and plots
  double scale = 1.0;                        ///< CF scale_factor: stored value × scale is in `unit`
  std::vector<std::string> categories = {};  ///< labels of the codes 0, 1, …; empty for a quantity
  bool quantiles = false;                    ///< whether quantiles of this quantity are worth their cost
  std::string axis = {};                     ///< for a value at each of its places; empty for one value
  bool may_be_nan = false;                   ///< of reals: NaN is a value, as where there is nothing to tell
  bool may_be_missing = false;               ///< missing_value() says that a session has no value
  bool of_failures = false;                  ///< the engine's own: of sessions that failed, and of them alone

  bool is_category() const { return !categories.empty(); }
  /// Whether the sums of a run count how many of its sessions have no value.
  bool counts_missing() const { return may_be_missing && !of_failures; }

  Column says(std::string text) && {
    long_name = std::move(text);
    return std::move(*this);
  }
  Column in(std::string unit_) && {
    unit = std::move(unit_);
    return std::move(*this);
  }
  /// NaN and infinity are values; else a session that leaves one in a column of reals fails.
  Column or_nan() && {
    may_be_nan = true;
    return std::move(*this);
  }
  /// A session may have no value, and says so by missing_value<T>() (<ergodic/missing.hpp>) in its place: statistics
  /// pass over it and count it, `/summary` tells how many in `NAME_missing`.
  Column or_missing() && {
    may_be_missing = true;
    return std::move(*this);
  }
  /// At every place of an axis of up to 64 places; a longer one has none: they would outweigh the rows.
  Column with_quantiles() && {
    quantiles = true;
    return std::move(*this);
  }
  /// One value for each place on an axis that Workload::axes() names.
  Column along(std::string axis_) && {
    axis = std::move(axis_);
    return std::move(*this);
  }
};

/// A whole number that fits 32 bits.
inline Column count(std::string name) { return {.name = std::move(name), .type = Type::int32}; }
/// A real number.
inline Column real_column(std::string name) { return {.name = std::move(name), .type = Type::float64}; }
/// An amount in whole cents, read by others in dollars.
inline Column money_column(std::string name) {
  return {.name = std::move(name), .type = Type::int64, .unit = "dollars", .scale = 0.01};
}
/// One of a few names, stored as a small code.
inline Column category(std::string name, std::vector<std::string> labels) {
  return {.name = std::move(name), .type = Type::uint8, .categories = std::move(labels)};
}

using Columns = std::vector<Column>;

/// Whether a whole number that the column stores stands for none.
bool is_missing(const Column& column, std::int64_t stored);
/// The axis that the column lies along; null when it has one value a session. Throws InternalError when `axes` lacks
/// it.
const Axis* axis_of(const Column& column, const Axes& axes);
/// How many values a session leaves in the column: 1, or the places on its axis.
std::size_t values_per_session(const Column& column, const Axes& axes);
/// The column at one of its places, for a person to read: "profit[seat 3]"; its name when it has one value a session.
std::string name_at(const Column& column, const Axes& axes, std::size_t place);

/// A vector of counters that a workload keeps beside its rows: how many hands of each class, say.
struct Tally {
  std::string name = {};                 ///< of the dataset in /summary
  std::vector<std::string> labels = {};  ///< one a counter
  std::string unit = "1";
  std::string long_name = {};
};
using Tallies = std::vector<Tally>;

/// The quotient of two columns' totals, such as the profit per hand.
/// Both are integer columns of the workload, of one value a session.
struct Ratio {
  std::string name = {};
  std::string numerator = {};
  std::string denominator = {};
  std::string unit = "1";
  std::string long_name = {};
};
using Ratios = std::vector<Ratio>;

/// A figure that people ask for first: the mean of a quantity, or the share of one label of a category; of a column of
/// one value a session.
struct Headline {
  std::string title = {};  ///< "win rate"
  std::string column = {};
  std::string label = {};  ///< of a category; empty for the mean of a quantity
};
using Headlines = std::vector<Headline>;

}  // namespace ergodic
