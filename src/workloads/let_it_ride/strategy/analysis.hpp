#pragma once

#include "workloads/let_it_ride/paytables/game_cards.hpp"

#include <cstdint>
#include <span>

namespace ergodic::workloads::let_it_ride {

/// What a player sees in three or four cards: the quantities in which strategies are written.
/// It does not depend on the order of the cards.
struct Analysis {
  int high_cards = 0;         ///< cards of rank ten or above
  int suited_cards = 0;       ///< the size of the largest group of one suit
  int suited_high_cards = 0;  ///< high cards in it; of several largest groups, in the one that has most
  int connected_cards = 1;    ///< distinct ranks in the fullest window of five ranks; 1 where none has three
  int gaps = 4;               ///< 5 − connected_cards; 4 where no window has three

  bool has_pair = false;         ///< exactly one pair, and nothing better
  int pair_rank = 0;             ///< its rank, 2 to 14; 0 where has_pair is false
  bool has_high_pair = false;    ///< that pair is tens or better
  bool has_two_pair = false;     ///< of four cards
  bool has_trips = false;        ///< exactly three of a rank
  bool has_paying_hand = false;  ///< sure to be paid: a high pair, two pair, trips or quads

  bool is_flush_draw = false;            ///< all cards are of one suit
  bool is_straight_draw = false;         ///< all cards are in a window of five ranks, each of another rank
  bool is_open_straight_draw = false;    ///< four in a row that a card at either end makes a straight
  bool is_inside_straight_draw = false;  ///< four in a window that only one rank makes a straight
  bool is_straight_flush_draw = false;   ///< a flush draw within five ranks
  bool is_royal_draw = false;            ///< a flush draw of tens or better with the ace
  bool is_excluded_sf_consecutive =
      false;                      ///< suited A-2-3 or 2-3-4: two of the three straight flushes are out of reach
  int straight_flush_spread = 0;  ///< of three cards to a straight flush: the ranks from lowest to highest, 3…5
};

/// Analyses three or four different cards.
Analysis analyse(std::span<const Card> cards);

}  // namespace ergodic::workloads::let_it_ride
