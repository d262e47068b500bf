#include "workloads/let_it_ride/play/table_records.hpp"

namespace ergodic::workloads::let_it_ride {

Axis seat_axis(unsigned seats) {
  Axis axis{.name = "seat", .long_name = "seat at the table, in the order of the deal"};
  for (unsigned seat = 1; seat <= seats; ++seat)
    axis.coordinates.push_back(seat);
  return axis;
}

const Records<TableTotals>& table_records() {
  static const Records<TableTotals> records = {
      {count("table_rounds").in("rounds").says("rounds until all players had left"), &TableTotals::rounds},
      {money_column("table_profit").says("profit of all seats").with_quantiles(), &TableTotals::profit},
      {count("seats_ahead").in("seats").says("players who left with more than they brought"),
       &TableTotals::seats_ahead},
  };
  return records;
}

TableRun::TableRun(std::span<const SeatRun> seats) {
  for (const SeatRun& seat : seats) {
    completed += seat.completed;
    won += seat.won;
    in_progress += seat.hands_in_progress > 0;
    profit += seat.profit();
    wagered += seat.wagered;
    bonus_wagered += seat.bonus_wagered;
  }
}

const Records<TableRun>& table_run_records() {
  static const Records<TableRun> records = {
      {count("sessions_completed").in("sessions").says("players who left, at all seats").with_quantiles(),
       &TableRun::completed},
      {count("sessions_won").in("sessions").says("of these, with more than they brought"), &TableRun::won},
      {count("sessions_in_progress").in("sessions").says("players who were still there at the end"),
       &TableRun::in_progress},
      {money_column("table_profit").says("profit of all players, of those still there too").with_quantiles(),
       &TableRun::profit},
      {money_column("total_wagered").says("bets at risk after pulling back, of all players, without bonus bets"),
       &TableRun::wagered},
      {money_column("total_bonus_wagered").says("bonus bets of all players"), &TableRun::bonus_wagered},
  };
  return records;
}

const Records<SeatRun>& seat_run_records() {
  static const Records<SeatRun> records = {
      {count("sessions_completed").in("sessions").says("players who left the seat"), &SeatRun::completed},
      {count("sessions_won").in("sessions").says("of these, with more than they brought"), &SeatRun::won},
      {count("hands_in_progress").in("hands").says("hands of the player still there at the end; 0: he just came"),
       &SeatRun::hands_in_progress},
      {money_column("profit").says("profit of the seat's players, of the one still there too"), &SeatRun::profit},
      {money_column("profit_in_progress").says("profit of the player still there at the end"),
       &SeatRun::profit_in_progress},
      {money_column("total_wagered").says("bets at risk after pulling back, without bonus bets"), &SeatRun::wagered},
      {money_column("total_bonus_wagered").says("bonus bets"), &SeatRun::bonus_wagered},
  };
  return records;
}

Records<SeatRun> seat_run_columns() {
  Records<SeatRun> columns = seat_run_records();
  for (Record<SeatRun>& record : columns) {
    record.column.name = "seat_" + record.column.name;
    record.column.axis = "seat";
  }
  return columns;
}

}  // namespace ergodic::workloads::let_it_ride
