#pragma once

#include "workloads/entities/past/past.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ergodic::workloads::entities {

/// A column of whole numbers or codes, looked up once for all rows.
class Wholes {
 public:
  Wholes(const History& history, std::string_view column) : values_(history.wholes(column)) {}
  std::int64_t operator[](std::size_t row) const { return values_[row]; }
  std::optional<std::int64_t> get(std::size_t row) const {
    return values_[row] == missing_whole ? std::nullopt : std::optional(values_[row]);
  }
  std::int64_t or_zero(std::size_t row) const { return values_[row] == missing_whole ? 0 : values_[row]; }

 private:
  std::span<const std::int64_t> values_;
};

/// A column of real numbers, likewise.
class Reals {
 public:
  Reals(const History& history, std::string_view column) : values_(history.reals(column)) {}
  double operator[](std::size_t row) const { return values_[row]; }
  std::optional<double> get(std::size_t row) const {
    return values_[row] == values_[row] ? std::optional(values_[row]) : std::nullopt;
  }

 private:
  std::span<const double> values_;
};

/// The one row that a subject has on a day, if it has one.
inline std::optional<std::size_t> only_row(const Today& today, std::int64_t subject) {
  if (subject == missing_whole) return std::nullopt;
  const Window rows = today.row(static_cast<Code>(subject));
  return rows.empty() ? std::nullopt : std::optional(rows.last - 1);
}

}  // namespace ergodic::workloads::entities
