#pragma once

#include "workloads/let_it_ride/betting/betting_system.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

namespace ergodic::workloads::let_it_ride {

/// The keys of bankroll.betting_system.
Key betting_system_key();

/// The system that a case chooses. Throws StudyError for bounds that contradict each other.
BettingSystem betting_system_of(const Parameters& study, Cents base_bet);

}  // namespace ergodic::workloads::let_it_ride
