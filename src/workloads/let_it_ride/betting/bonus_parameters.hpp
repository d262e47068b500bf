#pragma once

#include "workloads/let_it_ride/betting/bonus_strategy.hpp"

#include <ergodic/money.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <optional>
#include <string>

namespace ergodic::workloads::let_it_ride {

/// The section bonus_strategy.
Key bonus_strategy_key();

/// The strategy that a case chooses; none for type never. Throws StudyError for a bonus that is switched off, and for
/// keys that contradict each other.
std::optional<BonusStrategy> bonus_strategy_of(const Parameters& study);

/// Whether every event `trigger` of a streak is also one of `reset_on`, so that none is counted. By their names.
bool is_reset_too(const std::string& trigger, const std::string& reset_on);

}  // namespace ergodic::workloads::let_it_ride
