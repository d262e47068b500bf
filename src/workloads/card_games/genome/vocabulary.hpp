#pragma once

#include "expression/vocabulary.hpp"
#include "workloads/card_games/genome/genome.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// What a condition may speak of.
enum class About : std::uint8_t {
  card,      ///< a card by itself
  card_now,  ///< a card, and the position
  now,       ///< the position
};

/// A whole number that the position has.
enum class Quantity : std::uint8_t {
  top_rank,
  top_suit,
  top_height,
  suit_in_force,
  leading,
  broken,
  hand,
  next_hand,
  stock,
  table,
  pile,
  drawn,
  total,
  hands_played,
};

/// What it may be: low, low + 1, …, high.
struct QuantityRange {
  Quantity quantity;
  int low, high;

  std::size_t size() const { return static_cast<std::size_t>(high - low) + 1; }
};

/// The most that a total or a number of hands is told apart.
inline constexpr int most_counted = 255;

/// Names that tell of a card: rank, suit, height, value; they come first in the vocabulary, where it has them.
inline constexpr std::size_t card_name_count = 4;

/// The names of conditions in a genome with these cards, in the order of their values: a card's, where it is about one,
/// then a name for each of quantities().
expression::Vocabulary vocabulary(const CardNames& cards, About about);
/// Those of them that are of the position.
std::vector<QuantityRange> quantities(const CardNames& cards, About about);

}  // namespace ergodic::workloads::card_games
