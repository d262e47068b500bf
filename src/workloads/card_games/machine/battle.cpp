// Battles: every packet's top card, the highest takes them all.
#include "workloads/card_games/machine/machine.hpp"

namespace ergodic::workloads::card_games {

namespace {

/// Lists of cards: 1 more than a card, 0 for none.
void append(State& state, std::uint8_t& top, std::uint8_t& end, unsigned card) {
  const auto link = static_cast<std::uint8_t>(card + 1);
  if (end == 0)
    top = link;
  else
    state.below[end - 1u] = link;
  end = link;
  state.below[card] = 0;
}

unsigned take_top(State& state, std::uint8_t& top, std::uint8_t& end) {
  const unsigned card = top - 1u;
  top = state.below[card];
  if (top == 0) end = 0;
  state.below[card] = 0;
  return card;
}

}  // namespace

void Machine::begin_battle(State& state, const Node& node) const {
  state.passes = 0;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if (state.hand[seat] != 0) state.in_trick |= static_cast<std::uint8_t>(1u << seat);
  }
  state.back = static_cast<std::uint16_t>(&node - program_.nodes.data());
  make_due(state, Due::battle, 1, state.in_trick);
}

/// Lays what lies in known order; whether a card is due whose place nobody knows.
bool Machine::battle_waits(State& state) const {
  while (state.due != 0) {
    const unsigned seat = lowest(state.due_seats);
    if ((state.hand[seat] & ~state.marked[seat]) != 0) return true;
    lay_in_battle(state, seat, take_top(state, state.packet_top[seat], state.packet_end[seat]));
  }
  return false;
}

void Machine::lay_in_battle(State& state, unsigned seat, unsigned card) const {
  state.hand[seat] &= ~set_of(card);
  state.marked[seat] &= ~set_of(card);
  state.trick |= set_of(card);
  state.laid[seat] = static_cast<Card>(card);
  append(state, state.laid_top[seat], state.laid_end[seat], card);
  if (--state.due != 0) return;
  state.due_seats &= static_cast<std::uint8_t>(~(1u << seat));
  state.due = state.due_seats != 0 ? state.due_each : 0;
  if (state.due == 0) compare_battle(state);
}

void Machine::compare_battle(State& state) const {
  const Node& node = program_.nodes[state.back];
  unsigned best = 0;
  for (unsigned seats = state.in_trick; seats != 0; seats &= seats - 1) {
    const unsigned seat = lowest(seats);
    const int lead = best == 0 ? 1 : program_.rank[state.laid[seat]] - program_.rank[state.laid[lowest(best)]];
    if (lead > 0) best = 0;
    if (lead >= 0) best |= 1u << seat;
  }
  state.due_to = Due::hand;
  state.due_each = 0;
  if (size_of(best) == 1) return take_battle(state, lowest(best), 0);
  unsigned able = 0;
  for (unsigned seats = best; seats != 0; seats &= seats - 1) {
    if (size_of(state.hand[lowest(seats)]) > node.most) able |= 1u << lowest(seats);
  }
  if (able == 0) {
    state.outcome = Outcome::tie;
  } else if (size_of(able) == 1) {
    take_battle(state, lowest(able), best & ~able);
  } else {
    state.in_trick = static_cast<std::uint8_t>(able);
    make_due(state, Due::battle, node.most + 1u, able);
  }
}

/// `losers`: who had too few cards to go on, and loses them.
void Machine::take_battle(State& state, unsigned winner, unsigned losers) const {
  const Node& node = program_.nodes[state.back];
  const Battle::Under under{static_cast<std::uint8_t>(node.a)};
  const CardSet spoils = state.trick;
  const auto take_one = [&](unsigned seat) {
    if (state.laid_top[seat] == 0) return false;
    const unsigned card = take_top(state, state.laid_top[seat], state.laid_end[seat]);
    if (under != Battle::Under::shuffled) append(state, state.packet_top[winner], state.packet_end[winner], card);
    return true;
  };
  const auto take_all = [&](unsigned seat) {
    while (take_one(seat)) {
    }
  };
  if (under == Battle::Under::winner) take_all(winner);
  for (bool is_more = under == Battle::Under::as_laid; is_more;) {  // card by card, in the order of seats
    is_more = false;
    for (unsigned seat = 0; seat < program_.seats; ++seat)
      is_more = take_one(seat) || is_more;
  }
  for (unsigned i = 1; i <= program_.seats; ++i)
    take_all((winner + i) % program_.seats);  // the winner's last
  state.hand[winner] |= spoils;
  if (under != Battle::Under::shuffled) state.marked[winner] |= spoils;
  for (; losers != 0; losers &= losers - 1) {
    const unsigned loser = lowest(losers);
    while (state.packet_top[loser] != 0)
      take_top(state, state.packet_top[loser], state.packet_end[loser]);
    state.hand[winner] |= state.hand[loser];  // nobody knows where they lie
    state.hand[loser] = state.marked[loser] = 0;
  }
  count_points(state, winner, program_.rules(Score::At::capture), spoils);
  state.trick = 0;
  state.laid = {};
  state.in_trick = 0;
  state.back = 0;
}

}  // namespace ergodic::workloads::card_games
