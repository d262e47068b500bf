#pragma once

#include "core/digest.hpp"
#include "workloads/card_games/genome/genome.hpp"

#include <string>

namespace ergodic::workloads::card_games {

/// The genome as one line of JSON: every key that differs from its default, in one order. Equal games have equal texts;
/// read_genome() gives the genome back, but for its name, which is not a part of what is played.
std::string canonical_form(const Genome& genome);

/// Of the canonical form: equal for games that are played alike, whatever they are called.
Digest content_of(const Genome& genome);

}  // namespace ergodic::workloads::card_games
