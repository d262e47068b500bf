#include "workloads/card_games/machine/machine.hpp"

#include "core/contracts.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

State Machine::start() const {
  State state;
  state.stock = program_.pack;
  clear_top(state);
  if (program_.takes_rest) state.last_to_play = no_seat;
  state.node = program_.start;
  return state;
}

Situation Machine::advance(State& state, Choices& choices) const {
  for (;;) {
    if (state.outcome != Outcome::open) return Situation::ended;
    if (state.due != 0) {
      if (state.due_to == Due::hand && state.stock != 0) return Situation::chance;  // most often
      if (waits_for_chance(state)) return Situation::chance;
      continue;
    }
    if (state.is_complete != 0) {
      state.is_complete = 0;
      if (has_ended(state, false)) continue;
    }
    const Node& node = program_.nodes[state.node];
    if (node.op > Op::bet) {
      step(state, node);
      continue;
    }
    collect(state, state.node, choices);
    if (choices.total != 0) return Situation::decision;
    state.node = node.otherwise;
  }
}

void Machine::turn_up(State& state, unsigned card) const {
  if (program_.keeps_top) state.top = static_cast<Card>(card);
  state.top_rank = program_.rank[card];
  if (program_.keeps_suit) state.top_suit = state.suit_in_force = program_.suit[card];
}

void Machine::clear_top(State& state) const {
  state.top = no_card;
  state.top_rank = static_cast<std::uint8_t>(program_.ranks);
  state.top_suit = state.suit_in_force = static_cast<std::uint8_t>(program_.suits);
}

void Machine::make_due(State& state, Due to, unsigned count, unsigned seats) const {
  state.due_to = to;
  state.due = state.due_each = static_cast<std::uint8_t>(seats == 0 ? 0 : count);
  state.due_seats = static_cast<std::uint8_t>(seats);
}

unsigned Machine::seat_after(const State& state, unsigned seat, unsigned steps) const {
  for (; steps > 0; --steps) {
    do {
      seat += state.backwards != 0 ? program_.seats - 1 : 1;
      if (seat >= program_.seats) seat -= program_.seats;
    } while ((state.folded >> seat & 1u) != 0);
  }
  return seat;
}

/// What happens by itself.
void Machine::step(State& state, const Node& node) const {
  const std::uint16_t place = state.node;
  state.node = node.next;
  if (node.op == Op::end_turn) return end_turn(state, node);  // most often
  if (node.op >= Op::skip && node.op <= Op::peek) return step_effect(state, node);
  switch (node.op) {
    case Op::begin: return state.hands_played == 0 ? make_due(state, Due::starter, 1, 1) : void();
    case Op::deal_hands: return make_due(state, Due::hand, cards_each(state), in_play(state));
    case Op::deal_all: return deal_all(state, node.flag);
    case Op::deal_up: return make_due(state, Due::pile, 1, 1);
    case Op::deal_table: return make_due(state, Due::table, node.most, 1);
    case Op::dealt: state.is_complete = 1; return;
    case Op::ante: return ante(state, node);
    case Op::direct: return direct(state, node);
    case Op::exchange: return exchange(state, node);
    case Op::open: return open(state, node);
    case Op::when:
      if (!program_.conditions[node.condition].holds(program_, state)) state.node = node.otherwise;
      return;
    case Op::heard:
      if (state.got != 0) state.next = state.seat;  // goes on
      state.asked = state.got = 0;
      return;
    case Op::again:
      if (++state.repeats + state.turns >= program_.turn_limit) state.outcome = Outcome::limit;
      return;
    case Op::effects_end:
      state.node = state.back;
      state.back = 0;
      state.target = no_seat;
      return;
    default:  // over
      state.node = place;
      if (!has_ended(state, true)) block(state);
      return;
  }
}

/// As many to each as there are, or what is left, one to each from the first.
void Machine::deal_all(State& state, bool rest) const {
  const unsigned cards = size_of(state.stock), seats = size_of(in_play(state));
  if (!rest) return make_due(state, Due::hand, cards / seats, cards < seats ? 0 : in_play(state));
  unsigned lucky = 0;
  unsigned seat = state.starter;
  for (unsigned left = cards; left > 0; --left, seat = seat_after(state, seat))
    lucky |= 1u << seat;
  make_due(state, Due::hand, 1, lucky);
}

/// The holder of the card that opens has the lead.
void Machine::open(State& state, const Node& node) const {
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if ((state.hand[seat] & program_.tricks[node.rules].opens) == 0) continue;
    state.turn = state.seat = static_cast<std::uint8_t>(seat);
    return;
  }
}

void Machine::end_turn(State& state, const Node& node) const {
  if (++state.turns + state.repeats >= program_.turn_limit) {
    state.outcome = Outcome::limit;
    return;
  }
  if (++state.idle > program_.seats) {  // nobody could do anything
    return block(state);
  }
  state.drawn = 0;
  if (program_.has_blocks) state.blocked &= static_cast<std::uint8_t>(~(1u << state.turn));
  if (node.flag && ++state.seated >= (node.a != 0 ? 1u : size_of(all_seats() & ~state.folded))) {
    state.seated = 0;
    state.turn = state.seat = first_in(state);
    state.next = no_seat;
    state.node = node.otherwise;
    return;
  }
  const unsigned next = state.next != no_seat ? state.next : seat_after(state, state.turn, 1u + state.skipped);
  state.turn = state.seat = static_cast<std::uint8_t>(next);
  state.next = no_seat;
  state.skipped = 0;
  if (program_.deals_again && hands_are_empty(state) && deals_once_more(state))
    make_due(state, Due::hand, program_.each, in_play(state));
}

}  // namespace ergodic::workloads::card_games
