#pragma once

#include "workloads/card_games/genome/complaint.hpp"
#include "workloads/card_games/genome/genome.hpp"

#include <vector>

namespace ergodic::workloads::card_games {

/// Why a genome cannot be played, in the order of its parts; empty where it can. Of a genome from anywhere: written or
/// bred.
std::vector<Complaint> complaints_of(const Genome& genome);

}  // namespace ergodic::workloads::card_games
