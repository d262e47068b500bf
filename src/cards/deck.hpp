#pragma once

#include "cards/cards.hpp"
#include "core/contracts.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace ergodic::cards {

/// A deck of `size` cards, one pack or several, that is shuffled for every round: a partial Fisher-Yates shuffle, from
/// the top, of up to `most` cards. It goes on from the order that the last round left, since any order is as good.
///
/// `each_word` cards come from one word of 64 bits (batched draws): the product of so many numbers from `size` down
/// must fit it. Of one pack's ten, 0.1 % of words are rejected.
template <unsigned size = deck_size, unsigned most = size, unsigned each_word = 10>
class Deck {
  static_assert(most <= size && each_word > 0);

 public:
  Deck() {
    for (unsigned i = 0; i < size; ++i)
      cards_[i] = static_cast<std::uint8_t>(i % deck_size);
  }

  /// Brings random cards to the top, in random order: `count` of them or more, up to `most`.
  void shuffle(Stream& stream, unsigned count) {
    ERGODIC_EXPECT(count <= most);
    shuffle(stream, count, std::make_index_sequence<(most + each_word - 1) / each_word>());
  }

  /// The card at a place from the top.
  Card operator[](unsigned place) const { return cards_[place]; }

 private:
  template <std::size_t... word>
  void shuffle(Stream& stream, unsigned count, std::index_sequence<word...>) {
    (bring_if<word * each_word>(count > word * each_word, stream), ...);
  }

  template <std::size_t first>
  void bring_if(bool needed, Stream& stream) {
    if (needed) bring<first>(stream, std::make_index_sequence<std::min<std::size_t>(each_word, size - first)>());
  }

  template <std::size_t first, std::size_t... i>
  void bring(Stream& stream, std::index_sequence<i...>) {
    for (;;) {
      const auto [above, accepted] = split_word<std::uint64_t, (size - first - i)...>(stream.word64());
      if (!accepted) [[unlikely]]
        continue;
      (std::swap(cards_[first + i], cards_[first + i + above[i]]), ...);
      return;
    }
  }

  std::array<std::uint8_t, size> cards_;
};

}  // namespace ergodic::cards
