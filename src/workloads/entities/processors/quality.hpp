#pragma once

#include <ergodic/columns.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace ergodic::workloads::entities {

enum class Tier : std::uint8_t { gold, silver, bronze, poor, unusable };

/// Of a score of 0 to 100. Source: section 2.6 of the rules.
constexpr Tier tier_of(double score) {
  if (score >= 95) return Tier::gold;
  if (score >= 75) return Tier::silver;
  if (score >= 50) return Tier::bronze;
  return score >= 25 ? Tier::poor : Tier::unusable;
}

// Columns that several processors have.
inline Column tier_column() {
  return category("quality_tier", {"gold", "silver", "bronze", "poor", "unusable"})
      .says("of the quality score")
      .or_missing();
}
inline Column score_column() {
  return real_column("quality_score").says("of what the row was made from, 0 to 100").or_missing();
}
inline Column yes_no_column(std::string name) { return category(std::move(name), {"no", "yes"}).or_missing(); }
inline Column ready_column() { return yes_no_column("is_production_ready").says("whether others may build on it"); }

inline Column moment_column(std::string name) {
  return Column{.name = std::move(name), .type = Type::int64, .unit = "microseconds since 1970-01-01"}.or_missing();
}
/// Of rows about games that were played: processors of games to come look past what had not come.
inline Column known_at_column() {
  return moment_column("known_at")
      .says("when the last of the rows came about that it is made from; missing: they do not say");
}

/// The code of a yes or a no.
constexpr std::uint8_t flag(bool value) { return value ? 1 : 0; }

}  // namespace ergodic::workloads::entities
