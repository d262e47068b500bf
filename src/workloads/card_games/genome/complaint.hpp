#pragma once

#include <string>

namespace ergodic::workloads::card_games {

/// Something that a genome says and that cannot be.
struct Complaint {
  std::string path;      ///< "rounds[0].turns[1].play.cards"; empty: the genome as a whole
  std::string sentence;  ///< "is 5 (…) …"
};

}  // namespace ergodic::workloads::card_games
