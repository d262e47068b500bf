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

/// What one session leaves under one name: one value, described well enough to stand alone in the file.
struct Column {
  std::string name = {};  ///< of the dataset, snake_case
  Type type = Type::int64;
  std::string unit = "1";                    ///< of value × scale; "1" is dimensionless
  std::string long_name = {};                ///< for people and plots
  double scale = 1.0;                        ///< CF scale_factor: stored value × scale is in `unit`
  std::vector<std::string> categories = {};  ///< labels of the codes 0, 1, …; empty for a quantity
  bool quantiles = false;                    ///< whether quantiles of this quantity are worth their cost

  bool is_category() const { return !categories.empty(); }

  Column says(std::string text) && {
    long_name = std::move(text);
    return std::move(*this);
  }
  Column in(std::string unit_) && {
    unit = std::move(unit_);
    return std::move(*this);
  }
  Column with_quantiles() && {
    quantiles = true;
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

/// A vector of counters that a workload keeps beside its rows: how many hands of each class, say.
struct Tally {
  std::string name = {};                 ///< of the dataset in /summary
  std::vector<std::string> labels = {};  ///< one a counter
  std::string unit = "1";
  std::string long_name = {};
};
using Tallies = std::vector<Tally>;

/// The quotient of two columns' totals, such as the profit per hand.
/// Both are integer columns of the workload.
struct Ratio {
  std::string name = {};
  std::string numerator = {};
  std::string denominator = {};
  std::string unit = "1";
  std::string long_name = {};
};
using Ratios = std::vector<Ratio>;

/// A figure that people ask for first: the mean of a quantity, or the share of one label of a category.
struct Headline {
  std::string title = {};  ///< "win rate"
  std::string column = {};
  std::string label = {};  ///< of a category; empty for the mean of a quantity
};
using Headlines = std::vector<Headline>;

}  // namespace ergodic
