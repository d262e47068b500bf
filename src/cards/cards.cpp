#include "cards/cards.hpp"

namespace ergodic::cards {

namespace {

constexpr std::string_view ranks = "23456789TJQKA";
constexpr std::string_view suits = "cdhs";

}  // namespace

std::string text_of(Card card) { return {ranks[rank_of(card) - 2], suits[suit_of(card)]}; }

std::optional<Card> card_from(std::string_view text) {
  if (text.size() != 2) return std::nullopt;
  const std::size_t rank = ranks.find(text[0]), suit = suits.find(text[1]);
  if (rank == std::string_view::npos || suit == std::string_view::npos) return std::nullopt;
  return card_of(static_cast<unsigned>(rank) + 2, static_cast<unsigned>(suit));
}

}  // namespace ergodic::cards
