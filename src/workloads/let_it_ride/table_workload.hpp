#pragma once

#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/workload.hpp>

#include <memory>

namespace ergodic::workloads::let_it_ride {

class Game;
struct TableCounts;

/// Sessions at a table of settings.table, dealt from a deck. `alone` is the same player without company: the table's
/// first seat has his columns and his exact law.
std::shared_ptr<const Workload> table_workload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game,
                                               const Settings& settings);

/// The same with total_rounds: a session is the whole run of the table.
std::shared_ptr<const Workload> replacement_workload(std::shared_ptr<const Workload> alone,
                                                     std::shared_ptr<const Game> game, const Settings& settings);

/// The axis of a table's seats, from 1.
Axis seat_axis(unsigned seats);

/// Of `alone`'s tallies and of their like for all seats of a table.
Tallies table_tallies(const Tallies& first_seat);

/// Adds to those tallies.
void add_counts(const TableCounts& counts, Rows& rows);

}  // namespace ergodic::workloads::let_it_ride
