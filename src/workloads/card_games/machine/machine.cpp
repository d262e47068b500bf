#include "workloads/card_games/machine/machine.hpp"

#include "core/contracts.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

State Machine::start() const {
  State state;
  state.stock = program_.pack;
  clear_top(state);
  state.node = program_.start;
  return state;
}

Situation Machine::advance(State& state, Choices& choices) const {
  for (;;) {
    if (state.outcome != Outcome::open) return Situation::ended;
    if (state.due != 0) {
      if (state.stock != 0) return Situation::chance;
      state.due = state.due_seats = 0;  // no cards are left
      state.due_to = Due::hand;
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

Chance Machine::chance(const State& state) const {
  return {state.stock, std::min<unsigned>(state.due, size_of(state.stock))};
}

void Machine::resolve(State& state, CardSet cards) const {
  ERGODIC_EXPECT((cards & ~state.stock) == 0 && size_of(cards) == chance(state).count);
  state.stock &= ~cards;
  if (state.due_to == Due::hand) {
    unsigned seat = state.turn;
    while ((state.due_seats >> seat & 1u) == 0)
      seat = (seat + 1) % program_.seats;
    state.hand[seat] |= cards;
    state.due_seats &= static_cast<std::uint8_t>(~(1u << seat));
    if (state.asked != 0 && (cards & program_.of_rank[state.asked - 1u]) != 0) state.got = 1;
    if (program_.books) lay_books(state, seat, cards);
  } else {
    state.due_seats = 0;
    if (state.due_to == Due::pile) {
      turn_up(state, lowest(cards));
      if (program_.keeps_pile) state.pile |= cards;
      if (program_.keeps_number) state.laid_together = 1;
    } else {
      state.table |= cards;
    }
  }
  if (state.due_seats != 0) return;
  state.due = 0;
  state.due_to = Due::hand;
}

void Machine::turn_up(State& state, unsigned card) const {
  state.top_rank = program_.rank[card];
  if (program_.keeps_suit) state.top_suit = state.suit_in_force = program_.suit[card];
}

void Machine::clear_top(State& state) const {
  state.top_rank = static_cast<std::uint8_t>(program_.ranks);
  state.top_suit = state.suit_in_force = static_cast<std::uint8_t>(program_.suits);
}

void Machine::make_due(State& state, Due to, unsigned count, unsigned seats) const {
  state.due_to = to;
  state.due = static_cast<std::uint8_t>(count);
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
  switch (node.op) {
    case Op::deal_hands: return make_due(state, Due::hand, program_.each, all_seats());
    case Op::deal_up: return make_due(state, Due::pile, 1, 1);
    case Op::deal_table: return make_due(state, Due::table, node.most, 1);
    case Op::ante:
      for (unsigned seat = 0; seat < program_.seats; ++seat)
        state.staked[seat] += (state.folded >> seat & 1u) != 0 ? 0 : node.a;
      return;
    case Op::when:
      if (!program_.conditions[node.condition].holds(program_, state)) state.node = node.otherwise;
      return;
    case Op::heard:
      if (state.got != 0) state.next = state.seat;  // goes on
      state.asked = state.got = 0;
      return;
    case Op::skip: state.skipped = static_cast<std::uint8_t>(state.skipped + node.most); return;
    case Op::reverse: state.backwards ^= 1; return;
    case Op::extra_turn: state.next = state.turn; return;
    case Op::others_draw: {
      const unsigned next = 1u << seat_after(state, state.turn, 1u + state.skipped);
      return make_due(state, Due::hand, node.most, node.flag ? all_seats() & ~(1u << state.turn) : next);
    }
    case Op::effects_end:
      state.node = state.back;
      state.back = 0;
      return;
    default:  // over
      state.node = place;
      if (!has_ended(state, true)) state.outcome = Outcome::blocked;
      return;
  }
}

void Machine::end_turn(State& state, const Node& node) const {
  if (++state.turns >= program_.turn_limit) {
    state.outcome = Outcome::limit;
    return;
  }
  if (++state.idle > program_.seats) {  // nobody could do anything
    state.outcome = Outcome::blocked;
    return;
  }
  if (node.flag && ++state.seated == size_of(all_seats() & ~state.folded)) {
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
    make_due(state, Due::hand, program_.each, all_seats());
}

}  // namespace ergodic::workloads::card_games
