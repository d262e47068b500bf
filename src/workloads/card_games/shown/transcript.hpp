#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/machine.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <ostream>

namespace ergodic::workloads::card_games {

/// Writes the course of a game in words, move by move, with the hand of the seat that moves.
void write_transcript(const Genome& genome, const Machine& machine, const Streams& streams, std::uint64_t replicate,
                      std::ostream& out);

}  // namespace ergodic::workloads::card_games
