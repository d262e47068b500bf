#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/card_set.hpp"

#include <array>
#include <cstdint>
#include <type_traits>

namespace ergodic::workloads::card_games {

template <class T>
using BySeat = std::array<T, Genome::most_seats>;

/// How a game stands: a seat's number is that it has won.
enum class Outcome : std::uint8_t { tie = Genome::most_seats, blocked, limit, open };

/// Where cards go that are due.
enum class Due : std::uint8_t { hand, pile, table };

inline constexpr std::uint8_t no_seat = 0xFF;

/// A position of a game: all that its future depends on, and no more, so that equal futures have equal bytes. It is
/// copied by assignment. The stock is a set: which of its cards comes next is not decided before it is seen.
struct State {
  BySeat<CardSet> hand{};
  BySeat<CardSet> taken{};  ///< books, and what was captured or won, where something depends on it
  CardSet stock = 0;
  CardSet pile = 0;   ///< played cards, as far as something depends on them: of claims, all that the wrong one takes
  CardSet table = 0;  ///< to be captured
  CardSet trick = 0;

  BySeat<std::int32_t> points{};
  BySeat<std::int32_t> staked{};

  std::uint16_t node = 0;   ///< of the program: what happens next
  std::uint16_t back = 0;   ///< where the effects of a card lead to
  std::uint16_t turns = 0;  ///< that have ended
  BySeat<std::uint8_t> bids{};
  BySeat<std::uint8_t> tricks{};
  BySeat<Card> laid{};  ///< to the trick

  std::uint8_t seat = 0;           ///< that decides
  std::uint8_t turn = 0;           ///< whose turn it is
  std::uint8_t next = no_seat;     ///< who is next, where that is not the seat after this one
  std::uint8_t last_to_play = 0;   ///< on the pile
  std::uint8_t backwards = 0;      ///< 1: play goes the other way round
  std::uint8_t skipped = 0;        ///< seats to be skipped
  std::uint8_t passes = 0;         ///< one after the other
  std::uint8_t idle = 0;           ///< turns without a move, one after the other
  std::uint8_t seated = 0;         ///< turns of this round, where every seat has one
  std::uint8_t in_trick = 0;       ///< the set of seats that have laid to it
  Card led = no_card;              ///< the first of them
  std::uint8_t top_rank = 0;       ///< of the card on the pile; the number of ranks: none
  std::uint8_t top_suit = 0;       ///< likewise
  std::uint8_t suit_in_force = 0;  ///< the number of suits: none
  std::uint8_t laid_together = 0;  ///< cards laid on the pile last
  std::uint8_t broken = 0;         ///< 1: a card of the breaking suit has been played
  std::uint8_t asked = 0;          ///< a rank
  std::uint8_t got = 0;            ///< 1: a card of it
  std::uint8_t claimed = 0;        ///< the rank of what really lies there
  std::uint8_t to_answer = 0;      ///< seats that may still challenge
  std::uint8_t folded = 0;         ///< a set of seats
  std::uint8_t acted = 0;          ///< likewise: since the last bet or raise
  std::uint8_t bets = 0;           ///< and raises
  std::uint8_t due = 0;            ///< cards to come, for each of
  std::uint8_t due_seats = 0;      ///< a set; where they do not go to hands, one
  Due due_to = Due::hand;
  std::uint8_t is_complete = 0;  ///< 1: a move is, and whether it ends the hand is to be seen
  Outcome outcome = Outcome::open;
  std::array<std::uint8_t, 4> unused{};

  friend bool operator==(const State&, const State&) = default;
};
static_assert(sizeof(State) < 512 && std::is_trivially_copyable_v<State>);
static_assert(std::has_unique_object_representations_v<State>, "its bytes are compared and hashed");

}  // namespace ergodic::workloads::card_games
