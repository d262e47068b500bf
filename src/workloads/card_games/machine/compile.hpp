#pragma once

#include "workloads/card_games/machine/program.hpp"

namespace ergodic::workloads::card_games {

/// The program of a genome of which complaints_of() has none.
Program compile(const Genome& genome);

}  // namespace ergodic::workloads::card_games
