#pragma once

#include "workloads/card_games/genome/genome.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

/// The names of ranks and of suits, a joker's last.
std::vector<std::string> rank_names(const CardNames& cards);
std::vector<std::string> suit_names(const CardNames& cards);

/// What a card of a rank counts.
int value_of_rank(const CardNames& cards, std::size_t rank);

}  // namespace ergodic::workloads::card_games
