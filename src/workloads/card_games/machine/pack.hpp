#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/card_set.hpp"

#include <array>
#include <cstdint>

namespace ergodic::workloads::card_games {

/// The cards of a game, and how many seats there are.
struct Pack {
  unsigned seats = 2, ranks = 0, suits = 0;
  CardSet pack = 0;
  std::array<std::uint8_t, Genome::most_cards> rank{}, suit{};  ///< of a card
  std::array<std::uint8_t, Genome::most_cards> value{};
  std::array<CardSet, Genome::most_cards> of_rank{}, of_suit{};

  unsigned total_limit = 0;  ///< of a hand's total; 0: hands have none
  CardSet soft = 0;          ///< one of these cards may count so much …
  unsigned soft_more = 0;    ///< … more
};

}  // namespace ergodic::workloads::card_games
