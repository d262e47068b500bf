#pragma once

#include "workloads/card_games/machine/program.hpp"

namespace ergodic::workloads::card_games {

/// The cards, and what they count.
void set_pack(const Genome& genome, Program& program);
/// Scoring, ends and all that the genome says once. After set_pack().
void set_rules(const Genome& genome, Program& program);
/// What positions are to tell apart. After all nodes.
void set_kept(const Genome& genome, Program& program);

}  // namespace ergodic::workloads::card_games
