#pragma once

#include "cards/card_sets.hpp"
#include "workloads/let_it_ride/deals/deal.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

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

/// A deck that is shuffled for every round: a partial Fisher-Yates shuffle, from the top. It goes on from the order
/// that the last round left, since any order is as good. Ten cards come from one word of 64 bits (batched draws, 0.1 %
/// of words are rejected).
class Deck {
 public:
  Deck() { std::iota(cards_.begin(), cards_.end(), std::uint8_t{0}); }

  /// Brings random cards to the top, in random order: `count` of them or more, up to 30.
  void shuffle(Stream& stream, unsigned count) {
    bring_ten<0>(stream);
    if (count > 10) bring_ten<10>(stream);
    if (count > 20) bring_ten<20>(stream);
  }

  Card operator[](unsigned place) const { return cards_[place]; }

 private:
  static_assert(Seating{most_seats, most_burned}.cards() <= 30);

  template <std::size_t first>
  void bring_ten(Stream& stream) {
    bring<first>(stream, std::make_index_sequence<10>());
  }

  template <std::size_t first, std::size_t... i>
  void bring(Stream& stream, std::index_sequence<i...>) {
    for (;;) {
      const auto [above, accepted] = split_word<std::uint64_t, (deck_size - first - i)...>(stream.word64());
      if (!accepted) [[unlikely]]
        continue;
      (std::swap(cards_[first + i], cards_[first + i + above[i]]), ...);
      return;
    }
  }

  std::array<std::uint8_t, deck_size> cards_;
};

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
