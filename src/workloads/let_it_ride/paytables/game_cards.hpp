#pragma once

#include "cards/card_sets.hpp"
#include "cards/cards.hpp"

/// The cards of the game: one pack's.
namespace ergodic::workloads::let_it_ride {

using cards::ace, cards::Card, cards::deck_size, cards::rank_of, cards::suit_of, cards::ten, cards::text_of;
using cards::cards_of, cards::for_each_four_cards, cards::for_each_three_cards, cards::four_card_sets, cards::FourCards,
    cards::number_of, cards::three_card_sets, cards::ThreeCards, cards::with;

/// Ten or above: a pair of such cards is paid.
constexpr bool is_high(Card card) { return rank_of(card) >= ten; }

}  // namespace ergodic::workloads::let_it_ride
