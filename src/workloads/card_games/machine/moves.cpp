// What a move does.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

void Machine::apply(State& state, const Move& move) const {
  const Node& node = program_.nodes[move.node];
  state.idle = 0;
  state.node = node.next;
  state.is_complete = 1;
  if (node.op == Op::play) return play(state, move.cards);  // most often: a jump that is foreseen
  if (node.op == Op::trick) return lay_to_trick(state, node, move.cards);
  switch (node.op) {
    case Op::capture: return capture(state, move.cards);
    case Op::draw: state.passes = 0; return make_due(state, Due::hand, node.most, 1u << state.seat);
    case Op::ask: return ask(state, move);
    case Op::claim: return claim(state, move.cards);
    case Op::answer: return answer(state, move);
    case Op::bid: state.bids[state.seat] = move.number; return;
    case Op::name_suit: state.suit_in_force = move.number; return;
    case Op::bet: return bet(state, move);
    case Op::pass: return pass(state, node);
    default: return;  // what is declined
  }
}

void Machine::play(State& state, CardSet cards) const {
  const unsigned card = highest(cards);
  state.hand[state.seat] &= ~cards;
  if (program_.keeps_pile) state.pile |= cards;
  turn_up(state, card);
  if (program_.keeps_number) state.laid_together = static_cast<std::uint8_t>(size_of(cards));
  state.passes = 0;
  state.last_to_play = state.seat;
  if (program_.effects[card] == Node::none) return;
  state.back = state.node;
  state.node = program_.effects[card];
}

void Machine::lay_to_trick(State& state, const Node& node, CardSet cards) const {
  const auto card = static_cast<Card>(lowest(cards));
  state.hand[state.seat] &= ~cards;
  state.trick |= cards;
  state.laid[state.seat] = card;
  if (state.in_trick == 0) state.led = card;
  if (program_.suit[card] == node.b) state.broken = 1;
  state.in_trick |= static_cast<std::uint8_t>(1u << state.seat);
  if (all_have_laid(state))
    end_trick(state, node);
  else
    state.is_complete = 0;  // what ends a hand is seen when the trick is complete
}

/// All that have cards.
bool Machine::all_have_laid(const State& state) const {
  unsigned missing = all_seats() & ~state.in_trick;
  for (; missing != 0; missing &= missing - 1) {
    if (state.hand[lowest(missing)] != 0) return false;
  }
  return true;
}

void Machine::end_trick(State& state, const Node& node) const {
  const CardSet trumps = node.a == Node::no_suit ? 0 : state.trick & program_.of_suit[static_cast<unsigned>(node.a)];
  const CardSet rivals = trumps != 0 ? trumps : state.trick & program_.of_suit[program_.suit[state.led]];
  const auto best = static_cast<Card>(highest(rivals));  // the highest bit of a suit is its highest rank
  unsigned winner = lowest(state.in_trick);
  for (unsigned seats = state.in_trick; state.laid[winner] != best; winner = lowest(seats))
    seats &= seats - 1;
  if (program_.contract) ++state.tricks[winner];
  if (program_.keeps_taken) state.taken[winner] |= state.trick;
  count_points(state, winner, program_.at_trick, state.trick);
  state.trick = 0;
  state.laid = {};
  state.led = no_card;
  state.in_trick = 0;
  state.next = static_cast<std::uint8_t>(winner);
}

void Machine::capture(State& state, CardSet card) const {
  state.hand[state.seat] &= ~card;
  const CardSet alike = state.table & program_.of_rank[program_.rank[lowest(card)]];
  if (alike == 0) {
    state.table |= card;
    return;
  }
  state.table &= ~alike;
  if (program_.keeps_taken) state.taken[state.seat] |= alike | card;
  count_points(state, state.seat, program_.at_capture, alike | card);
}

void Machine::ask(State& state, const Move& move) const {
  const CardSet given = state.hand[move.seat] & program_.of_rank[move.number];
  state.asked = static_cast<std::uint8_t>(move.number + 1);
  if (given == 0) return make_due(state, Due::hand, 1, 1u << state.seat);
  state.got = 1;
  state.hand[move.seat] &= ~given;
  state.hand[state.seat] |= given;
  if (program_.books) lay_books(state, state.seat, given);
}

void Machine::claim(State& state, CardSet card) const {
  state.hand[state.seat] &= ~card;
  state.pile |= card;
  state.claimed = program_.rank[lowest(card)];
  state.to_answer = static_cast<std::uint8_t>(program_.seats - 1);
  state.seat = static_cast<std::uint8_t>(seat_after(state, state.seat));
  state.is_complete = 0;  // before somebody has answered
}

void Machine::answer(State& state, const Move& move) const {
  const Answer answer{move.number};
  if (answer == Answer::accept && --state.to_answer > 0) {
    state.node = move.node;  // the next seat answers
    state.seat = static_cast<std::uint8_t>(seat_after(state, state.seat));
    state.is_complete = 0;
    return;
  }
  if (answer == Answer::challenge) {
    const bool is_true = state.claimed == state.turns % program_.ranks;
    state.hand[is_true ? state.seat : state.turn] |= state.pile;
    state.pile = 0;
  }
  state.to_answer = 0;
  state.claimed = 0;
  state.seat = state.turn;
}

void Machine::bet(State& state, const Move& move) const {
  const std::int32_t most = *std::max_element(state.staked.begin(), state.staked.end());
  const auto self = static_cast<std::uint8_t>(1u << state.seat);
  std::int32_t& staked = state.staked[state.seat];
  switch (BetMove{move.number}) {
    case BetMove::check: break;
    case BetMove::fold: state.folded |= self; break;
    case BetMove::call: staked = most; break;
    case BetMove::bet:
    case BetMove::raise:
      staked = most + program_.nodes[move.node].a;
      ++state.bets;
      state.acted = 0;
      break;
  }
  state.acted |= self;
  ++state.turns;
  const bool is_settled = (all_seats() & ~state.folded & ~state.acted) == 0;
  if (is_settled) {
    state.acted = state.bets = 0;
    state.seat = state.turn = first_in(state);
  } else {
    state.node = move.node;
    state.seat = state.turn = static_cast<std::uint8_t>(seat_after(state, state.seat));
  }
}

void Machine::pass(State& state, const Node& node) const {
  ++state.passes;
  if (node.a == static_cast<std::int32_t>(Pass::All::blocked) && state.passes >= program_.seats)
    state.outcome = Outcome::blocked;
  if (node.b == static_cast<std::int32_t>(Pass::Others::clear) && state.passes + 1u >= program_.seats) {
    clear_top(state);
    state.laid_together = state.passes = 0;
    state.next = state.last_to_play;
  }
}

void Machine::count_points(State& state, unsigned seat, const std::vector<PointRule>& rules, CardSet cards) const {
  for (const PointRule& rule : rules) {
    const unsigned times = rule.for_each ? size_of(cards & rule.cards) : 1;
    state.points[seat] += rule.points * static_cast<std::int32_t>(times);
  }
}

void Machine::lay_books(State& state, unsigned seat, CardSet new_cards) const {
  for_each_element(new_cards, [&](unsigned card) {
    const CardSet book = program_.of_rank[program_.rank[card]];
    if ((state.hand[seat] & book) != book) return;
    state.hand[seat] &= ~book;
    if (program_.keeps_taken) state.taken[seat] |= book;
    count_points(state, seat, program_.at_book, book);
  });
}

}  // namespace ergodic::workloads::card_games
