#include "engine/run/finite_rows.hpp"

#include "engine/summary/failure_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string>

namespace ergodic::engine {
namespace {

/// 0 · x is NaN where x is not finite, and NaN stays. In a fixed number of lanes, so that the compiler uses vectors:
/// 0.13 ns a value, where the shortest paths, of one step and four reals, take 50 ns.
bool are_finite(std::span<const double> values) {
  constexpr std::size_t lanes = 8;
  std::array<double, lanes> zeros{};
  const std::size_t whole = values.size() - values.size() % lanes;
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane)
      zeros[lane] += values[i + lane] * 0.0;
  }
  for (std::size_t i = whole; i < values.size(); ++i)
    zeros[0] += values[i] * 0.0;
  return std::all_of(zeros.begin(), zeros.end(), [](double zero) { return zero == 0; });
}

}  // namespace

void fail_rows_that_are_not_finite(Rows& rows, std::optional<std::size_t> declared, std::size_t columns) {
  struct Found {
    std::size_t column;
    bool is_nan;
  };
  std::map<std::uint64_t, Found> found;  // by row: the first one
  for (std::size_t i = 0; i < columns; ++i) {
    const Column& column = rows.columns()[i];
    if (column.type != Type::float64 || column.may_be_nan) continue;
    const auto values = rows.column<double>(i);
    if (are_finite(values)) continue;
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (std::isfinite(values[k]) || (column.may_be_missing && is_missing(values[k]))) continue;
      found.try_emplace(k / rows.length(i), Found{i, std::isnan(values[k])});
    }
  }
  for (const Failure& failure : rows.failures())
    found.erase(failure.row);
  for (const auto& [row, what] : found) {
    if (declared) {
      rows.fail(row, *declared, {static_cast<double>(what.column)});
      continue;
    }
    const std::string& name = rows.columns()[what.column].name;
    rows.fail({.row = row,
               .category = not_finite,
               .reason = fmt::format("{} is {}", name, what.is_nan ? "not a number" : "infinite")});
  }
}

}  // namespace ergodic::engine
