#pragma once

#include "workloads/card_games/genome/card_names.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// What is on a card: the places of its rank and of its suit among the names.
struct Face {
  std::uint8_t rank, suit;
};

/// The cards of a pack in their order: suit after suit, each from its lowest rank. Throws expression::Error where what
/// is left out is no condition.
std::vector<Face> faces(const CardNames& cards);

}  // namespace ergodic::workloads::card_games
