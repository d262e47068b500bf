#pragma once

#include "workloads/card_games/machine/program.hpp"
#include "workloads/card_games/machine/state.hpp"

#include <cstdint>

namespace ergodic::workloads::card_games {

bool fewest_points_win(const Program& program);

/// Whether a game has ended, and the seat or its team has won alone.
bool has_won(const Program& program, const State& state, unsigned seat);

/// Points of the seat and of those that win with it, in a match with those of earlier hands.
std::int32_t score_of(const Program& program, const State& state, unsigned seat);

/// What an end is worth to a seat: 1 where it or its team has won alone, 0 where another has; of a game that nobody has
/// won alone, an equal share of 1.
double share_of_win(const Program& program, const State& state, unsigned seat);

}  // namespace ergodic::workloads::card_games
