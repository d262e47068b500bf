#pragma once

#include "workloads/card_games/genome/genome.hpp"

#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

/// Something that a genome says and that cannot be.
struct Complaint {
  std::string path;      ///< "rounds[0].turns[1].play.cards"; empty: the genome as a whole
  std::string sentence;  ///< "is 5 (…) …"
};

/// Why a genome cannot be played, in the order of its parts; empty where it can. Of a genome from anywhere: written or
/// bred.
std::vector<Complaint> complaints_of(const Genome& genome);

}  // namespace ergodic::workloads::card_games
