#pragma once

#include "cards/deck.hpp"
#include "workloads/let_it_ride/deals/deal.hpp"

#include <algorithm>
#include <cstdint>

namespace ergodic::workloads::let_it_ride {

inline constexpr unsigned most_seats = 6;
inline constexpr unsigned most_burned = 10;

/// How a round is dealt: three cards to each seat in turn, then those that are burned, then the two community cards.
struct Seating {
  unsigned seats = 1;
  unsigned burned = 0;

  constexpr unsigned first_burned() const { return 3 * seats; }
  constexpr unsigned community() const { return 3 * seats + burned; }
  constexpr unsigned cards() const { return community() + 2; }
};

/// As many cards as the largest round takes come to its top: ten from each word of 64 bits.
using Deck = cards::Deck<deck_size, Seating{most_seats, most_burned}.cards()>;

/// These cards as one of the deals: the player's three in any order, and the community cards in theirs.
inline Deal deal_of_cards(Card a, Card b, Card c, Card first, Card second) {
  const Card low = std::min(std::min(a, b), c), high = std::max(std::max(a, b), c);
  const Card middle = a + b + c - low - high;
  const auto number_among_others = [&](Card card) { return card - (card > low) - (card > middle) - (card > high); };
  const ThreeCards three = {static_cast<std::uint8_t>(low), static_cast<std::uint8_t>(middle),
                            static_cast<std::uint8_t>(high)};
  return {number_of(three), number_among_others(first), number_among_others(second) - (second > first)};
}

/// The deal that a seat, counted from 0, plays in a round.
inline Deal deal_of_seat(const Deck& deck, const Seating& layout, unsigned seat) {
  const unsigned community = layout.community();
  return deal_of_cards(deck[3 * seat], deck[3 * seat + 1], deck[3 * seat + 2], deck[community], deck[community + 1]);
}

}  // namespace ergodic::workloads::let_it_ride
