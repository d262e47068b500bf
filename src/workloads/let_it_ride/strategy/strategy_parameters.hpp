#pragma once

#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

namespace ergodic::workloads::let_it_ride {

/// The section "strategy".
Key strategy_key();

/// The strategy that a case chooses. Throws StudyError for options that play no part, and for rules that cannot be
/// read, leave a hand undecided or decide nothing.
Strategy strategy_of(const Parameters& study);

}  // namespace ergodic::workloads::let_it_ride
