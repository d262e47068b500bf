#pragma once

#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/workload.hpp>

#include <memory>

namespace ergodic::workloads::let_it_ride {

class Game;

/// Sessions at a table of settings.table, dealt from a deck, until all have left. `alone` is the same player without
/// company: the table's first seat has his columns and his exact law.
std::shared_ptr<const Workload> table_workload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game,
                                               const Settings& settings);

}  // namespace ergodic::workloads::let_it_ride
