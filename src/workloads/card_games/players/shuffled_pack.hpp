#pragma once

#include "workloads/card_games/machine/card_set.hpp"

#include <ergodic/variates.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <utility>

namespace ergodic::workloads::card_games {

/// How many cards one 64-bit word brings to the top of so many, and which words do not count.
struct Batch {
  std::uint8_t cards;
  std::uint64_t surplus;  ///< 2^64 mod the product of the numbers of choices
};

/// Of n cards: as many as leave less than 0.1 % of words not counting.
constexpr std::array<Batch, 65> shuffle_batches() {
  std::array<Batch, 65> batches{};
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() / 1024;
  for (std::uint64_t n = 1; n < batches.size(); ++n) {
    std::uint64_t product = 1;
    std::uint8_t cards = 0;
    for (; cards < n && product <= most / (n - cards); ++cards)
      product *= n - cards;
    batches[n] = {cards, (0 - product) % product};
  }
  return batches;
}

/// Chance: gives the cards of a stock in random order, each when it is asked for. What it gives depends on the deal's
/// stream and on how many were asked for, not on who asked: so games of the same deal see the same stock.
///
/// A Fisher-Yates shuffle from the top that goes only as far as it must. Several cards come from one word: Brackett-
/// Rozinsky & Lemire, "Batched ranged random integer generation", 2024, doi:10.1002/spe.3369.
class ShuffledPack {
 public:
  /// Of the cards 0, …, size − 1.
  ShuffledPack(unsigned size, Stream stream)
      : order_(unshuffled()), size_(static_cast<std::uint8_t>(size)), stream_(stream) {}

  /// The next `count` cards.
  CardSet draw(unsigned count) {
    while (settled_ < given_ + count)
      settle();
    CardSet cards = 0;
    for (; count > 0; --count)
      cards |= set_of(order_[given_++]);
    return cards;
  }

  /// The next one that is of these; those before it come later.
  CardSet draw_one_of(CardSet set) {
    std::uint8_t at = given_;
    for (;; ++at) {
      while (settled_ <= at)
        settle();
      if ((set >> order_[at] & 1u) != 0) break;
    }
    std::swap(order_[at], order_[given_]);
    return set_of(order_[given_++]);
  }

  unsigned left() const { return size_ - given_; }
  /// Begins anew with these cards.
  void fill(CardSet cards) {
    size_ = settled_ = given_ = 0;
    for_each_element(cards, [this](unsigned card) { order_[size_++] = static_cast<std::uint8_t>(card); });
  }

 private:
  static const std::array<std::uint8_t, 64>& unshuffled() {
    static constexpr std::array<std::uint8_t, 64> order = [] {
      std::array<std::uint8_t, 64> cards{};
      for (unsigned card = 0; card < cards.size(); ++card)
        cards[card] = static_cast<std::uint8_t>(card);
      return cards;
    }();
    return order;
  }

  void settle() {
    static constexpr std::array<Batch, 65> batches = shuffle_batches();
    const unsigned left = size_ - settled_;
    const Batch batch = batches[left];
    std::array<std::uint8_t, 64> above;
    std::uint64_t word = 0;
    do {
      word = stream_.word64();
      for (unsigned i = 0; i < batch.cards; ++i) {
        const detail::Scaled<std::uint64_t> scaled(word, left - i);
        above[i] = static_cast<std::uint8_t>(scaled.whole);
        word = scaled.rest;
      }
    } while (word < batch.surplus);
    for (unsigned i = 0; i < batch.cards; ++i, ++settled_)
      std::swap(order_[settled_], order_[settled_ + above[i]]);
  }

  std::array<std::uint8_t, 64> order_;
  std::uint8_t size_, settled_ = 0, given_ = 0;
  Stream stream_;
};

}  // namespace ergodic::workloads::card_games
