#pragma once

#include "workloads/let_it_ride/analysis.hpp"

#include <ergodic/schema.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// When to let a bet ride rather than to pull it back. Bet 2 is decided as if bet 1 were not there, and the other way
/// round.
enum class Strategy : std::uint8_t { basic, optimal, always_ride, always_pull, conservative, aggressive };

/// Their names and what they mean, one a code.
const std::vector<Key::Choice>& strategy_choices();
Strategy strategy_of(std::string_view name);

/// Whether the strategy lets bet 1 ride on three cards. Not for optimal, which looks at expected values, not at the
/// analysis.
bool rides_first(Strategy strategy, const Analysis& three);
/// Whether it lets bet 2 ride on four cards.
bool rides_second(Strategy strategy, const Analysis& four);

}  // namespace ergodic::workloads::let_it_ride
