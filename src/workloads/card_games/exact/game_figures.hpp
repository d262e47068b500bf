#pragma once

#include "workloads/card_games/machine/machine.hpp"

#include <ergodic/exact.hpp>

#include <cstddef>

namespace ergodic::workloads::card_games {

/// What is known of a game among random players, as figures with their fractions and as laws of its columns; with a
/// note and nothing else where it has more positions than so many.
ExactResults exact_results(const Machine& machine, std::size_t most_positions, std::size_t seats_on_axis);

}  // namespace ergodic::workloads::card_games
