#pragma once

#include "workloads/entities/processors/completeness.hpp"
#include "workloads/entities/processors/quality.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/missing.hpp>
#include <ergodic/record.hpp>

#include <cstdint>
#include <utility>

namespace ergodic::workloads::entities {

/// What rows say of the window that decides whether they are ready.
struct WindowFigures {
  std::int32_t expected_games = missing_value<std::int32_t>();
  std::int32_t actual_games = missing_value<std::int32_t>();
  std::int32_t missing_games = missing_value<std::int32_t>();
  double completeness = missing_value<double>();

  void set(const Completeness& window) {
    expected_games = static_cast<std::int32_t>(window.expected);
    actual_games = static_cast<std::int32_t>(window.actual);
    missing_games = static_cast<std::int32_t>(window.missing());
    completeness = window.stored_percent();
  }
};

/// Adds their columns to the records of a row that has them as a base.
template <class Row>
void add_window_columns(Records<Row>& records) {
  using W = WindowFigures;
  records.push_back({count("expected_games_count").says("games that the window wants, by the schedule").or_missing(),
                     &W::expected_games});
  records.push_back({count("actual_games_count").says("games that are there").or_missing(), &W::actual_games});
  records.push_back({count("missing_games_count").says("the difference, 0 at least").or_missing(), &W::missing_games});
  records.push_back(
      {real_column("completeness_percentage").in("%").says("of the games").or_missing(), &W::completeness});
}

}  // namespace ergodic::workloads::entities
