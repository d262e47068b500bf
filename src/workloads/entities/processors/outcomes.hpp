#pragma once

#include <ergodic/rows.hpp>
#include <ergodic/workload_base.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace ergodic::workloads::entities {

/// How an entity can come to nothing. What each says, and whether it may go well another time, is in outcomes.cpp.
enum class Category : std::uint8_t {
  registry_lookup_failed,
  missing_dependency,
  processing_error,
  unreadable_cell,
  calculation_error,
  circuit_breaker_active,
  incomplete_data,
  incomplete_data_skipped,
  upstream_incomplete,
  insufficient_data,
  expected_incomplete,
  incomplete_upstream,
  missing_data,
  thrown,
  unknown_team,
  skipped_early_season,
  table_too_short,
};

/// A row, or why there is none, with up to three numbers behind it.
struct Verdict {
  std::optional<Category> failure = {};
  std::array<double, most_failure_numbers> numbers = {missing_value<double>(), missing_value<double>(),
                                                      missing_value<double>()};

  bool is_ok() const { return !failure; }
};

constexpr Verdict ok() { return {}; }
inline Verdict failed(Category category) { return {category}; }
inline Verdict failed(Category category, double a) {
  return {category, {a, missing_value<double>(), missing_value<double>()}};
}
inline Verdict failed(Category category, double a, double b) { return {category, {a, b, missing_value<double>()}}; }
inline Verdict failed(Category category, double a, double b, double c) { return {category, {a, b, c}}; }

/// In the order of Category.
FailureCategories failure_categories();

}  // namespace ergodic::workloads::entities
