#pragma once

#include <string>

namespace ergodic::workloads::let_it_ride {

/// A card is 4·(rank − 2) + suit, 0…51: 0 is 2c, 51 is As. Ranks are 2…14 (T=10, J, Q, K, A=14); suits are 0…3 (c d h
/// s).
using Card = unsigned;

inline constexpr unsigned deck_size = 52;
inline constexpr unsigned ten = 10;
inline constexpr unsigned ace = 14;

constexpr unsigned rank_of(Card card) { return card / 4 + 2; }
constexpr unsigned suit_of(Card card) { return card % 4; }
constexpr bool is_high(Card card) { return rank_of(card) >= ten; }

/// "Td", "As".
std::string text_of(Card card);

}  // namespace ergodic::workloads::let_it_ride
