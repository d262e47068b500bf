#pragma once

#include <bit>
#include <cstdint>

namespace ergodic::workloads::card_games {

/// A card is suit · ranks + rank, so that of a suit's cards the highest bit is the highest rank.
using Card = std::uint8_t;
inline constexpr Card no_card = 0xFF;

/// Bit c: card c is in it. The same for sets of ranks, suits, seats or numbers.
using CardSet = std::uint64_t;

constexpr CardSet set_of(unsigned element) { return CardSet{1} << element; }
/// {0, 1, …, size − 1}
constexpr CardSet first_elements(unsigned size) { return size >= 64 ? ~CardSet{0} : set_of(size) - 1; }
constexpr unsigned size_of(CardSet set) { return static_cast<unsigned>(std::popcount(set)); }
constexpr unsigned lowest(CardSet set) { return static_cast<unsigned>(std::countr_zero(set)); }
constexpr unsigned highest(CardSet set) { return 63u - static_cast<unsigned>(std::countl_zero(set)); }

/// The element that has `place` smaller ones beside it in the set.
constexpr unsigned element_at(CardSet set, unsigned place) {
  for (; place > 0; --place)
    set &= set - 1;
  return lowest(set);
}

/// Calls visit(element) for each, ascending.
template <class Visit>
constexpr void for_each_element(CardSet set, Visit&& visit) {
  for (; set != 0; set &= set - 1)
    visit(lowest(set));
}

/// C(n, k) while it fits 64 bits; else all ones.
constexpr std::uint64_t binomial(unsigned n, unsigned k) {
  if (k > n) return 0;
  if (k > n - k) k = n - k;
  std::uint64_t value = 1;
  for (unsigned i = 1; i <= k; ++i) {
    std::uint64_t product = 0;
    if (__builtin_mul_overflow(value, std::uint64_t{n - k + i}, &product)) return ~std::uint64_t{0};
    value = product / i;
  }
  return value;
}

/// The subset of `size` elements with this number, 0 … C(|set|, size) − 1, in colexicographic order.
constexpr CardSet subset_at(CardSet set, unsigned size, std::uint64_t number) {
  CardSet subset = 0;
  for (unsigned n = size_of(set); size > 0; --size) {
    do
      --n;
    while (binomial(n, size) > number);
    number -= binomial(n, size);
    subset |= set_of(element_at(set, n));
  }
  return subset;
}

}  // namespace ergodic::workloads::card_games
