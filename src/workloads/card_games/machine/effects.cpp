// What cards do when they are played, and cards that are given.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::workloads::card_games {

void Machine::step_effect(State& state, const Node& node) const {
  const unsigned turn = state.turn;
  const unsigned targets = node.flag ? other_seats(state) : state.target == no_seat ? 0 : 1u << state.target;
  switch (node.op) {
    case Op::skip: state.skipped = static_cast<std::uint8_t>(state.skipped + node.most); return;
    case Op::reverse: state.backwards ^= 1; return;
    case Op::extra_turn: state.next = state.turn; return;
    case Op::aim: return aim(state, node);
    case Op::others_draw: return make_due(state, Due::hand, node.most, targets);
    case Op::force_discard: return make_due(state, Due::away, node.most, targets);
    case Op::steal: return make_due(state, Due::steal, node.most, targets == 0 ? 0 : 1u << turn);
    case Op::give_card: return make_due(state, Due::give, node.most, targets);
    case Op::block: state.blocked |= static_cast<std::uint8_t>(targets); return;
    case Op::swap_hands:
      if (targets == 0) return;
      std::swap(state.hand[turn], state.hand[state.target]);
      std::swap(state.marked[turn], state.marked[state.target]);
      return;
    default:  // peek
      for (unsigned seats = targets; seats != 0; seats &= seats - 1)
        state.known[turn] |= state.hand[lowest(seats)];
      return;
  }
}

/// Whom it is for. The next seat is the one that has the next turn.
void Machine::aim(State& state, const Node& node) const {
  switch (Effect::Seats{static_cast<std::uint8_t>(node.a)}) {
    case Effect::Seats::random: return make_due(state, Due::target, 1, 1);
    case Effect::Seats::previous: {
      unsigned seat = state.turn;
      do
        seat = (seat + (state.backwards != 0 ? 1u : program_.seats - 1)) % program_.seats;
      while ((state.folded >> seat & 1u) != 0);
      state.target = static_cast<std::uint8_t>(seat);
      return;
    }
    default: state.target = static_cast<std::uint8_t>(seat_after(state, state.turn, 1u + state.skipped)); return;
  }
}

/// Chooses a card that will be given.
void Machine::give(State& state, const Node& node, CardSet card) const {
  state.is_complete = 0;
  state.marked[state.seat] |= card;
  ++state.chosen;
  const bool has_more = (state.hand[state.seat] & ~state.marked[state.seat]) != 0;
  if (state.chosen < node.most && has_more) state.node = static_cast<std::uint16_t>(&node - program_.nodes.data());
}

const Give& Machine::passings(const State& state) const {
  const Node& node = program_.nodes[state.back];
  return program_.gives[static_cast<std::size_t>(node.a)];
}

/// In which direction cards are given; nothing is chosen where none are.
void Machine::direct(State& state, const Node& node) const {
  const Give& give = program_.gives[static_cast<std::size_t>(node.a)];
  const auto place = static_cast<std::uint16_t>(&node - program_.nodes.data());
  if (state.back != place) {  // not known yet
    state.passing = static_cast<std::uint8_t>(give.to.empty() ? 1 : give.to[state.hands_played % give.to.size()]);
    state.back = place;
    state.node = place;
    if (give.at_random && !give.to.empty()) make_due(state, Due::passing, 1, 1);
    return;
  }
  state.back = 0;
  state.seat = state.turn = first_in(state);
  if (state.passing == 0) state.node = node.otherwise;
}

/// The next seat chooses; once all have, cards change hands.
void Machine::exchange(State& state, const Node& node) const {
  state.chosen = 0;
  ++state.turns;
  if (++state.seated < size_of(all_seats() & ~state.folded)) {
    state.seat = state.turn = static_cast<std::uint8_t>(seat_after(state, state.turn));
    state.node = node.otherwise;
    return;
  }
  const BySeat<CardSet> given = state.marked;
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    state.hand[seat] &= ~given[seat];
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if (given[seat] != 0) state.hand[seat_after(state, seat, state.passing)] |= given[seat];
  }
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if (program_.books || program_.pairs) lay_books(state, seat, state.hand[seat]);
  }
  state.marked = {};
  state.seated = state.passing = 0;
  state.seat = state.turn = first_in(state);
}

}  // namespace ergodic::workloads::card_games
