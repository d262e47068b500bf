#pragma once

#include "workloads/let_it_ride/deals/round.hpp"

#include <cstdint>
#include <optional>

namespace ergodic::workloads::let_it_ride {

/// How many play, what is dealt, and what a study wants to know of it.
struct TableRules {
  Seating layout = {};
  /// Whether there are columns of each seat; where it is left open, at tables of several.
  std::optional<bool> per_seat = {};
  /// The table runs so many rounds, and whoever leaves is replaced; else it runs until all have left.
  std::optional<std::int32_t> total_rounds = {};

  /// Whether rounds are dealt from a deck; else a lone player's hands are drawn at once (deal.hpp).
  bool deals_rounds() const { return layout.burned > 0 || has_table_columns(); }
  bool has_table_columns() const { return layout.seats > 1 || per_seat || total_rounds; }
  bool has_seat_columns() const { return per_seat.value_or(layout.seats > 1); }
};

}  // namespace ergodic::workloads::let_it_ride
