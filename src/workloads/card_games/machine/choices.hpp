#pragma once

#include "workloads/card_games/machine/card_set.hpp"

#include <array>
#include <cstdint>

namespace ergodic::workloads::card_games {

/// What a seat does: a distinct set of cards, or a declaration.
struct Move {
  std::uint16_t node = 0;   ///< of the program, of which it is one
  std::uint8_t number = 0;  ///< a bid, a suit, a rank, an answer, a bet: what its op says
  std::uint8_t seat = 0;    ///< that is asked
  CardSet cards = 0;        ///< that are laid
  CardSet takes = 0;        ///< of the table, by a capture whose cards add up

  friend bool operator==(const Move&, const Move&) = default;
};

enum class Answer : std::uint8_t { accept, challenge };
enum class BetMove : std::uint8_t { check, bet, fold, call, raise };

/// The legal moves of a position, some at a time: each option is many moves that differ in a card, in a set of cards or
/// in a number, and they are counted and found without being listed.
struct Choices {
  enum class Form : std::uint8_t {
    only,      ///< one move
    card,      ///< one a card
    number,    ///< one a number
    sets,      ///< one a set of cards of one rank, of least … most cards
    runs,      ///< one a set of consecutive cards of one suit
    subsets,   ///< one a set of any cards, and a number below `numbers`
    captures,  ///< one a card and cards of `table` that it takes
  };
  struct Option {
    std::uint16_t node;
    Form form;
    std::uint8_t least, most, seat;
    std::uint32_t count;
    CardSet set;
    CardSet table = 0;
    std::uint8_t numbers = 1;
  };
  static constexpr unsigned most_options = 16;

  void clear() { size = total = 0; }
  void add(const Option& option) {
    if (option.count == 0) return;
    options[size++] = option;
    total += option.count;
  }
  void add_only(std::uint16_t node) { add({node, Form::only, 0, 0, 0, 1, 0}); }
  void add_cards(std::uint16_t node, CardSet cards) { add({node, Form::card, 1, 1, 0, size_of(cards), cards}); }
  void add_numbers(std::uint16_t node, CardSet numbers, std::uint8_t seat = 0) {
    add({node, Form::number, 0, 0, seat, size_of(numbers), numbers});
  }

  std::uint32_t size = 0, total = 0;
  std::array<Option, most_options> options;
};

}  // namespace ergodic::workloads::card_games
