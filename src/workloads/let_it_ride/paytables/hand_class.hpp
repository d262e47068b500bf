#pragma once

#include "workloads/let_it_ride/paytables/game_cards.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// The classes of five cards, worst first. Royal: suited T-J-Q-K-A. The ace plays high, or low in A-2-3-4-5.
enum class HandClass : std::uint8_t {
  high_card,
  pair_below_tens,
  pair_tens_or_better,
  two_pair,
  three_of_a_kind,
  straight,
  flush,
  full_house,
  four_of_a_kind,
  straight_flush,
  royal_flush
};
inline constexpr std::size_t hand_classes = 11;

/// The classes of three cards, worst first. Mini royal: suited Q-K-A. The ace plays high, or low in A-2-3.
enum class BonusClass : std::uint8_t { high_card, pair, flush, straight, three_of_a_kind, straight_flush, mini_royal };
inline constexpr std::size_t bonus_classes = 7;

constexpr std::size_t code(HandClass hand_class) { return static_cast<std::size_t>(hand_class); }
constexpr std::size_t code(BonusClass bonus_class) { return static_cast<std::size_t>(bonus_class); }

/// Their names, one a code: "high_card", …, "royal_flush".
const std::vector<std::string>& hand_class_names();
const std::vector<std::string>& bonus_class_names();

/// What the class of some cards depends on, kept up card by card.
struct Holding {
  std::uint64_t ranks = 0;  ///< nibble r − 2: how many cards have rank r
  std::uint32_t pairs = 0;  ///< how many pairs of cards have equal ranks: two pair 2, trips 3, full house 4, quads 6
  std::uint32_t suits = 0;  ///< bit s: suit s is there

  constexpr void add(Card card) {
    const unsigned nibble = card & ~3u;
    pairs += static_cast<std::uint32_t>(ranks >> nibble) & 7u;
    ranks += std::uint64_t{1} << nibble;
    suits |= 1u << (card & 3u);
  }
};

namespace detail {

constexpr std::uint64_t nibble_of(unsigned rank) { return std::uint64_t{1} << (4 * (rank - 2)); }

inline constexpr std::uint64_t wheel = nibble_of(ace) | nibble_of(2) | nibble_of(3) | nibble_of(4) | nibble_of(5);
inline constexpr std::uint64_t broadway = 0x11111 * nibble_of(ten);

/// By what is seen of five cards: pairs | high pair << 3 | straight << 4 | flush << 5 | broadway << 6.
inline constexpr auto class_of_signs = [] {
  std::array<HandClass, 128> classes{};
  for (unsigned signs = 0; signs < classes.size(); ++signs) {
    constexpr std::array<HandClass, 8> by_pairs = {
        HandClass::high_card,  HandClass::pair_below_tens, HandClass::two_pair,       HandClass::three_of_a_kind,
        HandClass::full_house, HandClass::high_card,       HandClass::four_of_a_kind, HandClass::high_card};
    const bool high_pair = signs & 8, straight = signs & 16, flush = signs & 32, royal = signs & 64;
    HandClass& hand_class = classes[signs];
    hand_class = by_pairs[signs & 7];
    if (hand_class == HandClass::pair_below_tens && high_pair) hand_class = HandClass::pair_tens_or_better;
    if (hand_class != HandClass::high_card) continue;
    if (straight) hand_class = HandClass::straight;
    if (flush) hand_class = HandClass::flush;
    if (straight && flush) hand_class = royal ? HandClass::royal_flush : HandClass::straight_flush;
  }
  return classes;
}();

}  // namespace detail

/// The class of five cards, without a branch.
constexpr HandClass hand_class_of(const Holding& five) {
  const std::uint64_t ranks = five.ranks;
  const std::uint64_t lowest = ranks & (~ranks + 1);
  const unsigned royal = ranks == detail::broadway;
  const unsigned straight =
      static_cast<unsigned>(ranks == 0x11111 * lowest) | static_cast<unsigned>(ranks == detail::wheel);
  const unsigned flush = (five.suits & (five.suits - 1)) == 0;
  const unsigned high_pair = (ranks & 2 * detail::broadway) != 0;
  return detail::class_of_signs[five.pairs | high_pair << 3 | straight << 4 | flush << 5 | royal << 6];
}

/// The class of three cards.
constexpr BonusClass bonus_class_of(const Holding& three) {
  using detail::nibble_of;
  if (three.pairs == 3) return BonusClass::three_of_a_kind;
  if (three.pairs == 1) return BonusClass::pair;
  const bool top = three.ranks == 0x111 * nibble_of(12);
  const bool straight = three.ranks == 0x111 * (three.ranks & (~three.ranks + 1)) ||
                        three.ranks == (nibble_of(ace) | nibble_of(2) | nibble_of(3));
  const bool flush = (three.suits & (three.suits - 1)) == 0;
  if (straight && flush) return top ? BonusClass::mini_royal : BonusClass::straight_flush;
  if (straight) return BonusClass::straight;
  return flush ? BonusClass::flush : BonusClass::high_card;
}

}  // namespace ergodic::workloads::let_it_ride
