#pragma once

#include "workloads/let_it_ride/paytables/hand_class.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/rows.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace ergodic::workloads::let_it_ride {

/// How often each class was dealt; a bonus class only where a bonus was bet.
struct HandCounts {
  std::array<std::int64_t, hand_classes> hands{};
  std::array<std::int64_t, bonus_classes> bonuses{};
};

/// The tallies of these counts, and add_hands() to them.
Tallies hand_tallies();
void add_hands(const HandCounts& counts, Rows& rows);

/// The hands of the first seat and those of all the others: within a round hands share cards, so that only one seat's
/// are independent.
struct TableCounts {
  HandCounts first_seat;
  HandCounts other_seats;

  HandCounts& of(unsigned seat) { return seat == 0 ? first_seat : other_seats; }
};

/// hand_tallies(), of the first seat, and their like of all seats.
Tallies table_tallies();
void add_hands(const TableCounts& counts, Rows& rows);

template <std::size_t size>
void add_to(std::span<std::int64_t> tally, const std::array<std::int64_t, size>& counts) {
  std::transform(counts.begin(), counts.end(), tally.begin(), tally.begin(), std::plus<>());
}

}  // namespace ergodic::workloads::let_it_ride
