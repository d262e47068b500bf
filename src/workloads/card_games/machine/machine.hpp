#pragma once

#include "workloads/card_games/machine/choices.hpp"
#include "workloads/card_games/machine/program.hpp"
#include "workloads/card_games/machine/state.hpp"

#include <cstdint>
#include <utility>

namespace ergodic::workloads::card_games {

/// What a game waits for.
enum class Situation : std::uint8_t { decision, chance, ended };

/// Cards that come from the stock, each set of `count` of them as likely as any other.
struct Chance {
  CardSet from;
  unsigned count;
};

/// Runs a program, step by step. It decides nothing and draws nothing: who plays, who searches and who enumerates all
/// drive it, from position to position:
///
///     State state = machine.start();
///     for (Choices choices;;) switch (machine.advance(state, choices)) {
///       case Situation::decision: machine.apply(state, machine.move(choices, …)); break;
///       case Situation::chance: machine.resolve(state, …); break;
///       case Situation::ended: return state.outcome;
///     }
///
/// Nothing is allocated on the way.
class Machine {
 public:
  explicit Machine(Program program) : program_(std::move(program)) {}

  const Program& program() const { return program_; }

  State start() const;

  /// Goes on until somebody has to decide, and then fills in what between; until cards are due; or until the game has
  /// ended. In any of these positions it changes nothing.
  Situation advance(State& state, Choices& choices) const;

  /// Move number `k` of choices, from 0.
  Move move(const Choices& choices, std::uint32_t k) const;
  /// Of a position that waits for a decision, of which the move is one.
  void apply(State& state, const Move& move) const;

  /// Of a position that waits for chance.
  Chance chance(const State& state) const;
  void resolve(State& state, CardSet cards) const;

 private:
  // legal.cpp
  void collect(const State& state, std::uint16_t place, Choices& choices) const;
  void add_options(const Node& node, std::uint16_t place, const State& state, Choices& choices) const;
  CardSet trick_cards(const Node& node, const State& state) const;
  void add_sets(const Node& node, std::uint16_t place, CardSet cards, const State& state, Choices& choices) const;
  void add_asks(std::uint16_t place, const State& state, Choices& choices) const;
  CardSet set_at(const Choices::Option& option, std::uint32_t k) const;
  CardSet bets(const Node& node, const State& state) const;

  // moves.cpp
  void play(State& state, CardSet cards) const;
  void lay_to_trick(State& state, const Node& node, CardSet cards) const;
  bool all_have_laid(const State& state) const;
  void end_trick(State& state, const Node& node) const;
  void capture(State& state, CardSet card) const;
  void ask(State& state, const Move& move) const;
  void claim(State& state, CardSet card) const;
  void answer(State& state, const Move& move) const;
  void bet(State& state, const Move& move) const;
  void pass(State& state, const Node& node) const;
  void count_points(State& state, unsigned seat, const std::vector<PointRule>& rules, CardSet cards) const;
  void lay_books(State& state, unsigned seat, CardSet new_cards) const;

  // machine.cpp
  void step(State& state, const Node& node) const;
  void end_turn(State& state, const Node& node) const;
  unsigned seat_after(const State& state, unsigned seat, unsigned steps = 1) const;
  void make_due(State& state, Due to, unsigned count, unsigned seats) const;

  void turn_up(State& state, unsigned card) const;
  void clear_top(State& state) const;

  // ends.cpp
  bool has_ended(State& state, bool rounds_are_over) const;
  bool happens(const State& state, End::When when, bool rounds_are_over) const;
  bool hands_are_empty(const State& state) const;
  void finish(State& state, End::Wins wins) const;
  unsigned winners(const State& state, End::Wins wins) const;
  void score_contract(State& state) const;
  void pay_pot(State& state, unsigned winners) const;

  unsigned all_seats() const { return (1u << program_.seats) - 1; }
  /// The seat that begins a round: the first that has not folded.
  std::uint8_t first_in(const State& state) const {
    return static_cast<std::uint8_t>(lowest(all_seats() & ~state.folded));
  }
  bool deals_once_more(const State& state) const {
    return program_.deals_again && size_of(state.stock) >= program_.seats * program_.each;
  }

  Program program_;
};

}  // namespace ergodic::workloads::card_games
