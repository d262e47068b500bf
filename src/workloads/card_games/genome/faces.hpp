#pragma once

#include "workloads/card_games/genome/genome.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

/// What is on a card: the places of its rank and of its suit among the names.
struct Face {
  std::uint8_t rank, suit;
};

/// The names of ranks and of suits, a joker's last.
std::vector<std::string> rank_names(const CardNames& cards);
std::vector<std::string> suit_names(const CardNames& cards);

/// The cards of a pack in their order: suit after suit, each from its lowest rank. Throws expression::Error where what
/// is left out is no condition.
std::vector<Face> faces(const CardNames& cards);

/// What a card of a rank counts.
int value_of_rank(const CardNames& cards, std::size_t rank);

}  // namespace ergodic::workloads::card_games
