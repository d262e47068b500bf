#pragma once

#include "cards/cards.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace ergodic::cards {

/// Sets of cards, ascending. They are numbered in colexicographic order: the set a < b < c < … has the number
/// C(a,1) + C(b,2) + C(c,3) + …. Source: Knuth, TAOCP 4A, 7.2.1.3.
using ThreeCards = std::array<std::uint8_t, 3>;
using FourCards = std::array<std::uint8_t, 4>;

inline constexpr unsigned three_card_sets = 22'100;  // C(52,3)
inline constexpr unsigned four_card_sets = 270'725;  // C(52,4)

constexpr unsigned number_of(const ThreeCards& set) {
  const unsigned a = set[0], b = set[1], c = set[2];
  return a + b * (b - 1) / 2 + c * (c - 1) * (c - 2) / 6;
}

constexpr unsigned number_of(const FourCards& set) {
  const unsigned d = set[3];
  return number_of(ThreeCards{set[0], set[1], set[2]}) + d * (d - 1) * (d - 2) * (d - 3) / 24;
}

template <std::size_t size>
constexpr std::array<Card, size> cards_of(const std::array<std::uint8_t, size>& set) {
  std::array<Card, size> cards{};
  std::copy(set.begin(), set.end(), cards.begin());
  return cards;
}

/// The set of four that a card makes with three others.
constexpr FourCards with(const ThreeCards& three, Card fourth) {
  FourCards set = {three[0], three[1], three[2], static_cast<std::uint8_t>(fourth)};
  for (std::size_t i = 3; i > 0 && set[i] < set[i - 1]; --i)
    std::swap(set[i], set[i - 1]);
  return set;
}

/// Calls visit(number, set) for every set of three cards, in the order of their numbers.
template <class Visit>
constexpr void for_each_three_cards(Visit&& visit) {
  unsigned number = 0;
  for (std::uint8_t c = 2; c < deck_size; ++c) {
    for (std::uint8_t b = 1; b < c; ++b) {
      for (std::uint8_t a = 0; a < b; ++a)
        visit(number++, ThreeCards{a, b, c});
    }
  }
}

/// Calls visit(number, set) for every set of four cards, in the order of their numbers.
template <class Visit>
constexpr void for_each_four_cards(Visit&& visit) {
  unsigned number = 0;
  for (std::uint8_t d = 3; d < deck_size; ++d) {
    for (std::uint8_t c = 2; c < d; ++c) {
      for (std::uint8_t b = 1; b < c; ++b) {
        for (std::uint8_t a = 0; a < b; ++a)
          visit(number++, FourCards{a, b, c, d});
      }
    }
  }
}

}  // namespace ergodic::cards
