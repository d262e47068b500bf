#pragma once

#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/workload.hpp>

#include <memory>

namespace ergodic::workloads::let_it_ride {

class Game;

/// A table of settings.table that runs for its total_rounds, and at which whoever leaves is replaced: a session is the
/// whole run. `alone` is one player without company.
std::shared_ptr<const Workload> replacement_workload(std::shared_ptr<const Workload> alone,
                                                     std::shared_ptr<const Game> game, const Settings& settings);

}  // namespace ergodic::workloads::let_it_ride
