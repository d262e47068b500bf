#pragma once

#include "workloads/let_it_ride/play/table_session.hpp"

#include <ergodic/record.hpp>

#include <cstdint>
#include <span>

/// The columns of tables beside those of sessions, declared once.
namespace ergodic::workloads::let_it_ride {

/// The axis of a table's seats, from 1.
Axis seat_axis(unsigned seats);

/// What a table leaves whose session ends when all have left.
struct TableTotals {
  std::int32_t rounds = 0;
  Cents profit;
  std::int32_t seats_ahead = 0;  ///< players who left with more than they brought

  void add(const Session& of_a_seat) {
    profit += of_a_seat.session_profit;
    seats_ahead += of_a_seat.outcome == Outcome::win;
  }
};
const Records<TableTotals>& table_records();

/// What a table leaves at which whoever leaves is replaced.
struct TableRun {
  explicit TableRun(std::span<const SeatRun> seats = {});

  std::int32_t completed = 0;  ///< sessions that ended
  std::int32_t won = 0;        ///< of these
  std::int32_t in_progress = 0;
  Cents profit;
  Cents wagered;
  Cents bonus_wagered;
};
const Records<TableRun>& table_run_records();

/// Of a seat at such a table, by the names that people are shown beside the seat's number.
const Records<SeatRun>& seat_run_records();
/// The same as columns along the axis `seat`.
Records<SeatRun> seat_run_columns();

}  // namespace ergodic::workloads::let_it_ride
