#pragma once

#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

namespace ergodic::workloads::let_it_ride {

/// The section "strategy".
Key strategy_key();

/// Throws StudyError for options of another strategy, and for rules that cannot be read, leave a hand undecided or
/// decide nothing.
Strategy strategy_of(const Parameters& parameters);

}  // namespace ergodic::workloads::let_it_ride
