#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/card_condition.hpp"
#include "workloads/card_games/machine/card_set.hpp"
#include "workloads/card_games/machine/hand_worth.hpp"
#include "workloads/card_games/machine/pack.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace ergodic::workloads::card_games {

/// What a node of a program is.
enum class Op : std::uint8_t {
  // Somebody decides.
  draw,
  play,
  trick,
  capture,
  ask,
  claim,
  answer,
  bid,
  name_suit,
  pass,
  decline,  ///< what is optional
  discard,
  knock,
  give,  ///< a card is chosen, to be given
  battle,
  pick_seat,  ///< that an effect is for
  bet,
  // Nobody does.
  begin,  ///< who does
  deal_hands,
  deal_all,  ///< as many to each as there are; `flag`: what is left, one by one
  deal_up,
  deal_table,
  dealt,  ///< whether that has ended the hand is to be seen
  ante,
  direct,    ///< in which direction cards are given
  exchange,  ///< the next seat chooses; after the last, cards change hands
  open,      ///< the holder of a card has the lead
  when,      ///< on to `next` where its condition holds
  heard,     ///< what an ask has brought
  again,     ///< a phase is repeated
  skip,
  reverse,
  extra_turn,
  aim,  ///< whom an effect is for
  others_draw,
  force_discard,
  steal,
  give_card,
  swap_hands,
  block,
  peek,
  effects_end,  ///< back to where the card was played
  end_turn,
  over,
};

/// Of a play, in Node::a.
inline constexpr std::int32_t play_run = 1, play_to_table = 2;

/// A step of a program: what happens, and what comes next. Numbers mean what the op says.
struct Node {
  static constexpr std::uint16_t none = 0xFFFF;
  static constexpr std::int32_t no_suit = -1;

  Op op;
  std::uint8_t least = 0;
  std::uint8_t most = 0;             ///< cards at a time, seats skipped, …
  bool flag = false;                 ///< play: the same number; trick: follow; end_turn: every seat has one turn
  std::uint16_t next = none;         ///< once it was done
  std::uint16_t otherwise = none;    ///< where there is no legal move
  std::uint16_t alternative = none;  ///< another node with which it is one choice
  std::uint16_t condition = none;    ///< of the position: no legal move unless it holds
  std::uint16_t cards = none;        ///< the condition of the cards
  std::uint16_t rules = none;        ///< of a trick that has some
  std::int32_t a = 0, b = 0;         ///< a bid's least, a bet and its raises, …; of a trick: trump and breaking suit
};

/// Points for each of some cards, or once.
struct PointRule {
  CardSet cards;
  bool for_each;
  std::int32_t points;
  std::int32_t beyond = 0;               ///< only what is more than so many cards
  std::uint16_t condition = Node::none;  ///< of the cards, in place of `cards`, where the position matters
};

/// What a trick has that most have not.
struct TrickRules {
  CardSet opens = 0, first_not = 0, breaks = 0;
  std::uint16_t over = Node::none;
  bool suit_in_force = false, low_wins = false;
};

inline constexpr std::size_t score_moments_count = 11;

/// A genome, compiled: what the machine runs. Immutable.
struct Program : Pack {
  std::vector<Node> nodes;
  std::uint16_t start = 0;  ///< where a hand begins
  std::vector<CardCondition> conditions;
  std::array<std::uint16_t, Genome::most_cards>
      effects{};  ///< the node at which those of a card begin; none: Node::none

  std::array<std::vector<PointRule>, score_moments_count> scoring;  ///< by Score::At
  const std::vector<PointRule>& rules(Score::At at) const { return scoring[static_cast<std::size_t>(at)]; }
  std::vector<TrickRules> tricks;
  std::vector<CardSet> rows;  ///< cards that begin one, for plays to rows
  std::vector<Give> gives;
  std::optional<Moon> moon;
  std::optional<Match> match;
  std::vector<HandPattern> patterns;
  bool low_ace = false;
  BySeat<std::uint8_t> side{};      ///< of a seat: the set of seats that win with it
  std::vector<std::uint8_t> teams;  ///< sets of seats
  CardSet up_only = 0;              ///< what may be turned up
  std::vector<End> ends;
  std::optional<Contract> contract;

  unsigned each = 0;         ///< cards dealt to each seat
  bool deals_again = false;  ///< whenever all hands are empty
  unsigned less = 0;         ///< fewer in each further hand
  Genome::First first = Genome::First::seat_0;
  bool books = false, pairs = false;
  bool reshuffles = false;
  bool all_in = false;
  bool takes_rest = false;  ///< who captured last takes what is left on the table
  bool has_blocks = false;
  bool has_packets = false;
  bool keeps_top = false;  ///< which card it is
  bool keeps_drawn = false;
  bool keeps_tricks = false;  ///< how many each has
  bool keeps_taken = false;   ///< something depends on which cards were taken
  bool keeps_pile = false;    ///< … on which lie on the pile
  bool keeps_suit = false;    ///< … on the suit of its top
  bool tells_suits = false;   ///< … on the suit of any card: else cards of one rank are all the same
  bool keeps_number = false;  ///< … on how many were laid there together
  bool has_betting = false;
  std::int32_t chips = 0;
  unsigned turn_limit = 0;
};

}  // namespace ergodic::workloads::card_games
