#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/card_condition.hpp"
#include "workloads/card_games/machine/card_set.hpp"
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
  bet,
  // Nobody does.
  deal_hands,
  deal_up,
  deal_table,
  ante,
  when,   ///< on to `next` where its condition holds
  heard,  ///< what an ask has brought
  skip,
  reverse,
  extra_turn,
  others_draw,
  effects_end,  ///< back to where the card was played
  end_turn,
  over,
};

/// A step of a program: what happens, and what comes next. Numbers mean what the op says.
struct Node {
  static constexpr std::uint16_t none = 0xFFFF;
  static constexpr std::int32_t no_suit = -1;

  Op op;
  std::uint8_t most = 0;             ///< cards at a time, seats skipped, …
  bool flag = false;                 ///< play: the same number; trick: follow; end_turn: every seat has one turn
  std::uint16_t next = none;         ///< once it was done
  std::uint16_t otherwise = none;    ///< where there is no legal move
  std::uint16_t alternative = none;  ///< another node with which it is one choice
  std::uint16_t condition = none;    ///< of the position: no legal move unless it holds
  std::uint16_t cards = none;        ///< the condition of the cards
  std::int32_t a = 0, b = 0;         ///< a bid's least, a bet and its raises, …; of a trick: trump and breaking suit
};

/// Points for each of some cards, or once.
struct PointRule {
  CardSet cards;
  bool for_each;
  std::int32_t points;
};

/// A genome, compiled: what the machine runs. Immutable.
struct Program : Pack {
  std::vector<Node> nodes;
  std::uint16_t start = 0;  ///< where a hand begins
  std::vector<CardCondition> conditions;
  std::array<std::uint16_t, Genome::most_cards>
      effects{};  ///< the node at which those of a card begin; none: Node::none

  std::vector<PointRule> at_trick, at_capture, at_book;
  std::vector<End> ends;
  std::optional<Contract> contract;

  unsigned each = 0;         ///< cards dealt to each seat
  bool deals_again = false;  ///< whenever all hands are empty
  bool books = false;
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
