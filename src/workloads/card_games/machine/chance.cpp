// What is decided by chance, and what follows.
#include "workloads/card_games/machine/machine.hpp"

#include "core/contracts.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

/// The seat that is next to get or to lose a card: those due, in the order of play.
unsigned Machine::due_seat(const State& state) const {
  unsigned seat = state.turn;
  while ((state.due_seats >> seat & 1u) == 0)
    seat = (seat + 1) % program_.seats;
  return seat;
}

/// Of the pile all but the top become the stock.
bool Machine::refill(State& state) const {
  if (!program_.reshuffles) return false;
  const CardSet top = state.top == no_card ? 0 : set_of(state.top);
  if ((state.pile & ~top) == 0) return false;
  state.stock = state.pile & ~top;
  state.pile = top;
  return true;
}

/// Whether what is due can be; what cannot is not due any longer.
bool Machine::waits_for_chance(State& state) const {
  bool can_be = true;
  switch (state.due_to) {
    case Due::hand:
    case Due::table: can_be = state.stock != 0 || refill(state); break;
    case Due::pile: can_be = (state.stock & program_.up_only) != 0; break;
    case Due::steal: can_be = state.hand[state.target] != 0; break;
    case Due::give: can_be = state.hand[state.turn] != 0; break;
    case Due::away:
      if (state.hand[due_seat(state)] == 0) {
        next_due(state);
        return false;
      }
      break;
    case Due::target: can_be = other_seats(state) != 0; break;
    case Due::battle: return battle_waits(state);
    default: break;
  }
  if (can_be) return true;
  state.due = state.due_seats = state.due_each = 0;
  state.due_to = Due::hand;
  return false;
}

Chance Machine::chance(const State& state) const {
  const unsigned at_once = program_.reshuffles ? 1u : std::min<unsigned>(state.due, size_of(state.stock));
  switch (state.due_to) {
    case Due::hand:
    case Due::table: return {state.stock, at_once};
    case Due::pile: return {state.stock & program_.up_only, 1};
    case Due::steal: return {state.hand[state.target], 1, false};
    case Due::give: return {state.hand[state.turn], 1, false};
    case Due::away: return {state.hand[due_seat(state)], 1, false};
    case Due::battle: {
      const unsigned seat = lowest(state.due_seats);
      return {state.hand[seat] & ~state.marked[seat], 1, false};
    }
    case Due::starter: return {in_play(state), 1, false};
    case Due::target: return {other_seats(state), 1, false};
    case Due::passing: return {first_elements(static_cast<unsigned>(passings(state).to.size())), 1, false};
  }
  return {0, 0};
}

/// A seat has all that it was due.
void Machine::next_due(State& state) const {
  state.due_seats &= static_cast<std::uint8_t>(~(1u << due_seat(state)));
  state.due = state.due_seats == 0 ? 0 : state.due_each;
  if (state.due != 0) return;
  state.due_each = 0;
  state.due_to = Due::hand;
}

void Machine::resolve(State& state, CardSet cards) const {
  ERGODIC_EXPECT((cards & ~chance(state).from) == 0 && size_of(cards) == chance(state).count);
  if (state.due_to > Due::table) return resolve_other(state, cards);
  state.stock &= ~cards;
  receive(state, cards);
  const bool is_more = program_.reshuffles && state.due > size_of(cards);
  if (is_more)
    state.due = static_cast<std::uint8_t>(state.due - size_of(cards));
  else
    next_due(state);
}

void Machine::receive(State& state, CardSet cards) const {
  switch (state.due_to) {
    case Due::hand: {
      const unsigned seat = due_seat(state);
      state.hand[seat] |= cards;
      if (state.asked != 0 && (cards & program_.of_rank[state.asked - 1u]) != 0) state.got = 1;
      if (program_.books || program_.pairs) lay_books(state, seat, cards);
      break;
    }
    case Due::pile:
      turn_up(state, lowest(cards));
      if (program_.keeps_pile) state.pile |= cards;
      if (program_.keeps_number) state.laid_together = 1;
      break;
    default: state.table |= cards;
  }
}

void Machine::resolve_other(State& state, CardSet chosen) const {
  const unsigned element = lowest(chosen);
  const auto move_card = [&](unsigned from, unsigned to) {
    state.hand[from] &= ~chosen;
    state.marked[from] &= ~chosen;
    state.hand[to] |= chosen;
    if (--state.due == 0) next_due(state);
    if (program_.books || program_.pairs) lay_books(state, to, chosen);
  };
  switch (state.due_to) {
    case Due::steal: return move_card(state.target, state.turn);
    case Due::give: return move_card(state.turn, state.target);
    case Due::away: {
      state.hand[due_seat(state)] &= ~chosen;
      if (program_.keeps_pile) state.pile |= chosen;
      if (--state.due == 0) next_due(state);
      return;
    }
    case Due::battle: return lay_in_battle(state, lowest(state.due_seats), element);
    case Due::starter: state.starter = state.turn = state.seat = static_cast<std::uint8_t>(element); break;
    case Due::target: state.target = static_cast<std::uint8_t>(element); break;
    default: state.passing = static_cast<std::uint8_t>(passings(state).to[element]); break;
  }
  next_due(state);
}

}  // namespace ergodic::workloads::card_games
