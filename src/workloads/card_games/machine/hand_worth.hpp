#pragma once

#include "workloads/card_games/machine/pack.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// What a set of cards adds up to: the sum of their values, and once `soft_more` where one of them is soft and that is
/// not beyond the limit.
unsigned total_of(const Pack& pack, CardSet cards);

/// The least sum of values of the cards that are left beside sets of three or more of one rank and runs of three or
/// more of one suit, no card in two of them. Of a hand with
/// more than most_melded cards that could be in one, the cheapest are in none.
inline constexpr unsigned most_melded = 16;
unsigned left_over(const Pack& pack, CardSet cards);

/// A kind of hand: see Pattern.
struct HandPattern {
  std::vector<std::uint8_t> groups;
  unsigned run = 0, suited = 0;
};

/// Orders hands: the higher pattern first, then the rank in which its run ends, or else ranks by how many cards are of
/// them and then by height. Equal hands have equal numbers. Of hands of up to eight cards.
std::uint64_t standing_of(const Pack& pack, const std::vector<HandPattern>& patterns, bool low_ace, CardSet cards);

}  // namespace ergodic::workloads::card_games
