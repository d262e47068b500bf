#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Playing cards: one pack of 52, its sets and its decks.
namespace ergodic::cards {

/// A card is 4·(rank − 2) + suit, 0…51: 0 is 2c, 51 is As. Ranks are 2…14 (T=10, J, Q, K, A=14); suits are 0…3 (c d h
/// s).
using Card = unsigned;

inline constexpr unsigned deck_size = 52;
inline constexpr unsigned ten = 10, jack = 11, queen = 12, king = 13, ace = 14;

constexpr Card card_of(unsigned rank, unsigned suit) { return 4 * (rank - 2) + suit; }
constexpr unsigned rank_of(Card card) { return card / 4 + 2; }
constexpr unsigned suit_of(Card card) { return card % 4; }

/// "Td", "As".
std::string text_of(Card card);
/// The card of such a text; nullopt where it is none.
std::optional<Card> card_from(std::string_view text);

}  // namespace ergodic::cards
