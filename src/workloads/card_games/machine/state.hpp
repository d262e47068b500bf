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
enum class Outcome : std::uint8_t { tie = Genome::most_seats, blocked, limit, team_0, team_1, team_2, open };
inline constexpr std::size_t outcome_count = static_cast<std::size_t>(Outcome::open);

/// What is due by chance: cards of the stock and where they go, or something else.
enum class Due : std::uint8_t {
  hand,
  pile,
  table,
  steal,    ///< a card of the target's hand for the seat
  give,     ///< a card of the seat's hand for the target
  away,     ///< a card of each due seat's hand, to the pile
  battle,   ///< the top card of each due seat's packet
  starter,  ///< the seat that begins
  target,   ///< the seat that an effect is for
  passing,  ///< which of the directions cards are given in
};

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
  CardSet claimed_cards = 0;  ///< laid face down, as long as somebody may challenge
  BySeat<CardSet> known{};    ///< cards that a seat has seen in another hand
  BySeat<CardSet> marked{};   ///< of a hand: chosen to be given; of a packet: those that lie in known order

  BySeat<std::int32_t> points{};  ///< of this hand
  BySeat<std::int32_t> totals{};  ///< of the hands before
  BySeat<std::int32_t> staked{};

  std::uint16_t node = 0;     ///< of the program: what happens next
  std::uint16_t back = 0;     ///< where the effects of a card lead to
  std::uint16_t turns = 0;    ///< that have ended
  std::uint16_t repeats = 0;  ///< of phases, in all
  std::uint16_t hands_played = 0;
  BySeat<std::uint8_t> bids{};
  BySeat<std::uint8_t> tricks{};
  BySeat<Card> laid{};  ///< to the trick
  BySeat<std::uint8_t> bags{};

  // Packets: lists of cards, each linked to the one below it (of 0: no card is 1 more).
  std::array<std::uint8_t, Genome::most_cards> below{};
  BySeat<std::uint8_t> packet_top{}, packet_end{};  ///< of the part that lies in known order
  BySeat<std::uint8_t> laid_top{}, laid_end{};      ///< of what a seat has laid in this battle

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
  Card top = no_card;              ///< of the pile, where something depends on which card it is
  std::uint8_t top_rank = 0;       ///< of the card on the pile; the number of ranks: none
  std::uint8_t top_suit = 0;       ///< likewise
  std::uint8_t suit_in_force = 0;  ///< the number of suits: none
  std::uint8_t laid_together = 0;  ///< cards laid on the pile last
  std::uint8_t broken = 0;         ///< 1: a card of the breaking suit has been played
  std::uint8_t asked = 0;          ///< a rank
  std::uint8_t got = 0;            ///< 1: a card of it
  std::uint8_t claimed = 0;        ///< the rank that was named
  std::uint8_t to_answer = 0;      ///< seats that may still challenge
  std::uint8_t folded = 0;         ///< a set of seats
  std::uint8_t acted = 0;          ///< likewise: since the last bet or raise
  std::uint8_t bets = 0;           ///< and raises
  std::uint8_t due = 0;            ///< cards to come, for each of
  std::uint8_t due_seats = 0;      ///< a set; where they do not go to hands, one
  Due due_to = Due::hand;
  std::uint8_t due_each = 0;      ///< cards to come for each seat, where they come one by one
  std::uint8_t target = no_seat;  ///< of an effect
  std::uint8_t drawn = 0;         ///< cards drawn in this turn
  std::uint8_t chosen = 0;        ///< cards chosen by the seat, to be given
  std::uint8_t passing = 0;       ///< so many seats on
  std::uint8_t starter = 0;       ///< who begins this hand
  std::uint8_t out = 0;           ///< a set of seats that take no further part
  std::uint8_t blocked = 0;       ///< a set of seats that may not play in their next turn
  std::uint8_t tricks_done = 0;   ///< in this hand
  std::uint8_t knocked = 0;       ///< 1 more than the seat that did
  std::uint8_t last_winner = 0;   ///< of the last hand
  std::uint8_t is_complete = 0;   ///< 1: a move is, and whether it ends the hand is to be seen
  Outcome outcome = Outcome::open;
  std::array<std::uint8_t, 6> unused{};

  friend bool operator==(const State&, const State&) = default;
};
static_assert(sizeof(State) < 512 && std::is_trivially_copyable_v<State>);
static_assert(std::has_unique_object_representations_v<State>, "its bytes are compared and hashed");

}  // namespace ergodic::workloads::card_games
