#pragma once

#include "workloads/card_games/machine/choices.hpp"
#include "workloads/card_games/machine/program.hpp"
#include "workloads/card_games/machine/state.hpp"

#include <cstdint>
#include <utility>

namespace ergodic::workloads::card_games {

/// What a game waits for.
enum class Situation : std::uint8_t { decision, chance, ended };

/// A set of `count` of these, each as likely as any other: cards from the stock, or else cards of a hand, seats,
/// numbers.
struct Chance {
  CardSet from;
  unsigned count;
  bool of_stock = true;
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
  void add_runs(const Node& node, std::uint16_t place, CardSet cards, Choices& choices) const;
  void add_subsets(const Node& node, std::uint16_t place, CardSet cards, unsigned numbers, Choices& choices) const;
  void add_captures(std::uint16_t place, const State& state, Choices& choices) const;
  void add_draw(const Node& node, std::uint16_t place, const State& state, Choices& choices) const;
  CardSet playable(const Node& node, const State& state, CardSet hand) const;
  CardSet leads(const Node& node, const State& state) const;
  CardSet run_at(const Choices::Option& option, std::uint32_t k) const;
  Move capture_at(const Choices::Option& option, std::uint32_t k, Move move) const;
  void add_asks(std::uint16_t place, const State& state, Choices& choices) const;
  CardSet set_at(const Choices::Option& option, std::uint32_t k) const;

  // moves.cpp
  void play(State& state, const Node& node, CardSet cards) const;
  void lay_to_trick(State& state, const Node& node, CardSet cards) const;
  bool all_have_laid(const State& state) const;
  void end_trick(State& state, const Node& node) const;
  void capture(State& state, const Node& node, const Move& move) const;
  void draw(State& state, const Node& node, const Move& move) const;
  void discard(State& state, const Node& node, CardSet cards) const;
  void ask(State& state, const Move& move) const;
  void claim(State& state, const Node& node, const Move& move) const;
  void answer(State& state, const Move& move) const;
  void pass(State& state, const Node& node) const;
  void count_points(State& state, unsigned seat, const std::vector<PointRule>& rules, CardSet cards) const;
  CardSet counting(const State& state, const PointRule& rule, CardSet cards) const;
  void lay_books(State& state, unsigned seat, CardSet new_cards) const;

  // betting.cpp
  void ante(State& state, const Node& node) const;
  void bet(State& state, const Move& move) const;
  CardSet bets(const Node& node, const State& state) const;
  std::int32_t chips_left(const State& state, unsigned seat) const {
    return program_.chips + state.totals[seat] - state.staked[seat];
  }
  unsigned without_chips(const State& state) const;
  void pay_pot(State& state, End::Wins wins) const;

  // chance.cpp
  bool waits_for_chance(State& state) const;
  bool refill(State& state) const;
  unsigned due_seat(const State& state) const;
  void receive(State& state, CardSet cards) const;
  void resolve_other(State& state, CardSet chosen) const;
  void next_due(State& state) const;

  // battle.cpp
  void begin_battle(State& state, const Node& node) const;
  bool battle_waits(State& state) const;
  void lay_in_battle(State& state, unsigned seat, unsigned card) const;
  void compare_battle(State& state) const;
  void take_battle(State& state, unsigned winner, unsigned losers) const;

  // effects.cpp
  void step_effect(State& state, const Node& node) const;
  void aim(State& state, const Node& node) const;
  void give(State& state, const Node& node, CardSet card) const;
  const Give& passings(const State& state) const;
  void direct(State& state, const Node& node) const;
  void exchange(State& state, const Node& node) const;
  unsigned other_seats(const State& state) const { return all_seats() & ~state.folded & ~(1u << state.turn); }

  // hands.cpp
  void new_hand(State& state) const;
  void end_hand(State& state, unsigned winners) const;
  void end_match(State& state) const;
  std::int64_t of_side(const BySeat<std::int32_t>& points, unsigned seat) const;
  Outcome outcome_of(unsigned winners) const;
  void score_hand(State& state, unsigned winners) const;
  void score_most_taken(State& state, const PointRule& rule) const;
  void shoot_moon(State& state) const;
  unsigned cards_each(const State& state) const;
  void block(State& state) const;

  // machine.cpp
  void step(State& state, const Node& node) const;
  void end_turn(State& state, const Node& node) const;
  unsigned seat_after(const State& state, unsigned seat, unsigned steps = 1) const;
  void make_due(State& state, Due to, unsigned count, unsigned seats) const;

  void deal_all(State& state, bool rest) const;
  void open(State& state, const Node& node) const;
  void turn_up(State& state, unsigned card) const;
  void clear_top(State& state) const;

  // ends.cpp
  bool has_ended(State& state, bool rounds_are_over) const;
  bool happens(const State& state, End::When when, bool rounds_are_over) const;
  bool hands_are_empty(const State& state) const;
  void finish(State& state, End::Wins wins) const;
  unsigned winners(const State& state, End::Wins wins, unsigned among) const;
  std::int64_t standing(const State& state, End::Wins wins, unsigned seat) const;
  void score_contract(State& state) const;

  unsigned all_seats() const { return (1u << program_.seats) - 1; }
  unsigned in_play(const State& state) const { return all_seats() & ~state.out; }
  /// The seat that begins a round: the first that has not folded, from the one that begins the hand.
  std::uint8_t first_in(const State& state) const {
    const unsigned in = all_seats() & ~state.folded, from_starter = in >> state.starter << state.starter;
    return static_cast<std::uint8_t>(lowest(from_starter != 0 ? from_starter : in));
  }
  bool deals_once_more(const State& state) const {
    return program_.deals_again && size_of(state.stock) >= program_.seats * program_.each;
  }

  Program program_;
};

}  // namespace ergodic::workloads::card_games
