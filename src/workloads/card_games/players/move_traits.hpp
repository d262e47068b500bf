#pragma once

#include "expression/vocabulary.hpp"
#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/machine.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace ergodic::workloads::card_games {

/// What a move is, for those who rate moves.
enum class MoveKind : std::uint8_t {
  draw,
  play,
  trick,
  capture,
  ask,
  claim,
  accept,
  challenge,
  bid,
  name_suit,
  pass,
  decline,
  check,
  bet,
  fold,
  call,
  raise,
  discard,
  knock,
  give,
  battle,
  pick_seat
};
inline constexpr std::size_t move_kinds = 22;

/// What can be told of a legal move from what the seat that makes it knows: its own hand, what lies open, and numbers
/// of cards. Nothing here depends on a card that it cannot see.
struct MoveTraits {
  MoveKind kind = MoveKind::pass;
  double laid = 0;        ///< cards that leave the hand
  double height = -1;     ///< the place of the rank laid, asked for or named
  double suit_left = 0;   ///< cards of the suit, laid or named, that stay in hand
  double rank_left = 0;   ///< cards of the rank, laid or asked for, that stay in hand
  double is_special = 0;  ///< 1: what is laid has an effect
  double takes = 0;       ///< points that a capture brings, or the trick as it lies with this card
  double worth = 0;       ///< points that the cards laid count when they are taken
  double leads = 0;       ///< 1: it is the first card of a trick
  double wins = 0;        ///< 1: it is the best card of the trick so far
  double is_last = 0;     ///< 1: it completes the trick
  double is_true = 0;     ///< 1: a claim that is so
  double number = 0;      ///< a bid
  double hand = 0;        ///< cards in hand before
  double others = 0;      ///< the fewest cards in another hand
  double held = 0;        ///< cards of the rank that was claimed, in one's own hand
  double pile = 0;        ///< cards on the pile of claims
  double strength = 0;  ///< Σ over the hand of (height/(ranks − 1))^(seats − 1): each card's chance against random ones
  double tricks_to_bid = 0;  ///< that are still to be made
  double to_call = 0;        ///< chips
  double pot = 0;            ///< chips
};

/// The traits of a move of a position that waits for its seat's decision.
MoveTraits traits_of(const Machine& machine, const State& state, const Move& move);

/// The names of the traits, in order, for expressions that rate moves.
expression::Vocabulary move_vocabulary();
inline constexpr std::size_t move_trait_count = 21;
/// The traits as values of these names.
std::array<double, move_trait_count> values_of(const MoveTraits& traits);

}  // namespace ergodic::workloads::card_games
