// What a move does.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

void Machine::apply(State& state, const Move& move) const {
  const Node& node = program_.nodes[move.node];
  state.idle = 0;
  state.node = node.next;
  state.is_complete = 1;
  if (node.op == Op::play) return play(state, node, move.cards);  // most often: a jump that is foreseen
  if (node.op == Op::trick) return lay_to_trick(state, node, move.cards);
  switch (node.op) {
    case Op::capture: return capture(state, node, move);
    case Op::draw: return draw(state, node, move);
    case Op::discard: return discard(state, node, move.cards);
    case Op::knock: state.knocked = static_cast<std::uint8_t>(state.seat + 1); return;
    case Op::give: return give(state, node, move.cards);
    case Op::battle: return begin_battle(state, node);
    case Op::pick_seat: state.target = move.number; return;
    case Op::ask: return ask(state, move);
    case Op::claim: return claim(state, node, move);
    case Op::answer: return answer(state, move);
    case Op::bid: state.bids[state.seat] = move.number; return;
    case Op::name_suit: state.suit_in_force = move.number; return;
    case Op::bet: return bet(state, move);
    case Op::pass: return pass(state, node);
    default: return;  // what is declined
  }
}

void Machine::play(State& state, const Node& node, CardSet cards) const {
  const unsigned card = highest(cards);
  state.hand[state.seat] &= ~cards;
  if ((node.a & play_to_table) != 0) {
    state.table |= cards;
  } else {
    if (program_.keeps_pile) state.pile |= cards;
    turn_up(state, card);
    if (program_.keeps_number) state.laid_together = static_cast<std::uint8_t>(size_of(cards));
  }
  state.passes = 0;
  state.last_to_play = state.seat;
  count_points(state, state.seat, program_.rules(Score::At::play), cards);
  if (program_.effects[card] == Node::none) return;
  state.back = state.node;
  state.node = program_.effects[card];
}

void Machine::draw(State& state, const Node& node, const Move& move) const {
  state.passes = 0;
  const unsigned hand = size_of(state.hand[state.seat]), fill = static_cast<unsigned>(node.a);
  const unsigned count = node.a == 0 ? node.most : fill > hand ? fill - hand : 0;
  if (program_.keeps_drawn)
    state.drawn = static_cast<std::uint8_t>(std::min<unsigned>(state.drawn + count, Genome::most_cards));
  const auto take = [&](CardSet cards) {
    state.pile &= ~cards;
    const std::uint8_t suit = state.suit_in_force;  // stays
    clear_top(state);
    state.suit_in_force = suit;
    state.hand[state.seat] |= cards;
    if (program_.books || program_.pairs) lay_books(state, state.seat, cards);
  };
  switch (Draw::From{static_cast<std::uint8_t>(node.b)}) {
    case Draw::From::stock: return make_due(state, Due::hand, count, 1u << state.seat);
    case Draw::From::pile: return take(set_of(state.top));
    case Draw::From::whole_pile: return take(state.pile);
    case Draw::From::next:
    case Draw::From::chosen: state.target = move.number; return make_due(state, Due::steal, count, 1u << state.turn);
  }
}

void Machine::discard(State& state, const Node& node, CardSet cards) const {
  state.hand[state.seat] &= ~cards;
  state.passes = 0;
  if (node.flag) return;  // unseen
  if (program_.keeps_pile) state.pile |= cards;
  turn_up(state, highest(cards));
  if (program_.keeps_number) state.laid_together = static_cast<std::uint8_t>(size_of(cards));
}

void Machine::lay_to_trick(State& state, const Node& node, CardSet cards) const {
  const auto card = static_cast<Card>(lowest(cards));
  state.hand[state.seat] &= ~cards;
  state.trick |= cards;
  state.laid[state.seat] = card;
  if (state.in_trick == 0) state.led = card;
  const bool breaks =
      node.rules == Node::none ? program_.suit[card] == node.b : (program_.tricks[node.rules].breaks & cards) != 0;
  if (breaks) state.broken = 1;
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
  static const TrickRules none;
  const TrickRules& rules = node.rules == Node::none ? none : program_.tricks[node.rules];
  CardSet trumps = node.a == Node::no_suit ? 0 : state.trick & program_.of_suit[static_cast<unsigned>(node.a)];
  if (rules.suit_in_force && state.suit_in_force < program_.suits)
    trumps = state.trick & program_.of_suit[state.suit_in_force];
  CardSet rivals = trumps != 0 ? trumps : state.trick & program_.of_suit[program_.suit[state.led]];
  if (rules.over != Node::none && trumps != 0) {
    const CardSet over = trumps & program_.conditions[rules.over].cards(program_, state);
    if (over != 0) rivals = over;
  }
  // The highest bit of a suit is its highest rank.
  const auto best = static_cast<Card>(rules.low_wins ? lowest(rivals) : highest(rivals));
  unsigned winner = lowest(state.in_trick);
  for (unsigned seats = state.in_trick; state.laid[winner] != best; winner = lowest(seats))
    seats &= seats - 1;
  if (program_.keeps_tricks) ++state.tricks[winner];
  if (program_.keeps_taken) state.taken[winner] |= state.trick;
  count_points(state, winner, program_.rules(Score::At::trick), state.trick);
  state.trick = 0;
  state.laid = {};
  state.led = no_card;
  state.in_trick = 0;
  if (node.rules != Node::none) state.tricks_done = 1;
  state.next = static_cast<std::uint8_t>(winner);
}

void Machine::capture(State& state, const Node& node, const Move& move) const {
  const CardSet card = move.cards;
  state.hand[state.seat] &= ~card;
  const CardSet alike = node.flag ? move.takes : state.table & program_.of_rank[program_.rank[lowest(card)]];
  if (alike == 0) {
    state.table |= card;
    return;
  }
  state.table &= ~alike;
  if (program_.takes_rest) state.last_to_play = state.seat;
  if (program_.keeps_taken) state.taken[state.seat] |= alike | card;
  count_points(state, state.seat, program_.rules(Score::At::capture), alike | card);
  if (state.table == 0) count_points(state, state.seat, program_.rules(Score::At::sweep), card);
}

void Machine::ask(State& state, const Move& move) const {
  const CardSet given = state.hand[move.seat] & program_.of_rank[move.number];
  state.asked = static_cast<std::uint8_t>(move.number + 1);
  if (given == 0) return make_due(state, Due::hand, 1, 1u << state.seat);
  state.got = 1;
  state.hand[move.seat] &= ~given;
  state.hand[state.seat] |= given;
  if (program_.books || program_.pairs) lay_books(state, state.seat, given);
}

void Machine::claim(State& state, const Node& node, const Move& move) const {
  state.hand[state.seat] &= ~move.cards;
  state.claimed_cards = move.cards;
  state.claimed = node.flag ? move.number : static_cast<std::uint8_t>(state.turns % program_.ranks);
  state.to_answer = static_cast<std::uint8_t>(size_of(all_seats() & ~state.folded) - 1);
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
  state.pile |= state.claimed_cards;
  if (answer == Answer::challenge) {
    const bool is_true = (state.claimed_cards & ~program_.of_rank[state.claimed]) == 0;
    state.hand[is_true ? state.seat : state.turn] |= state.pile;
    state.pile = 0;
    if (program_.keeps_top) clear_top(state);
  }
  state.to_answer = 0;
  state.claimed = 0;
  state.claimed_cards = 0;
  state.seat = state.turn;
}

void Machine::pass(State& state, const Node& node) const {
  ++state.passes;
  if (node.a == static_cast<std::int32_t>(Pass::All::blocked) && state.passes >= size_of(in_play(state)) + node.most)
    return block(state);
  if (node.b == static_cast<std::int32_t>(Pass::Others::clear) && state.passes + 1u >= size_of(in_play(state))) {
    clear_top(state);
    state.laid_together = state.passes = 0;
    state.next = state.last_to_play;
  }
}

/// The cards that a rule is about.
CardSet Machine::counting(const State& state, const PointRule& rule, CardSet cards) const {
  return cards &
         (rule.condition == Node::none ? rule.cards : program_.conditions[rule.condition].cards(program_, state));
}

void Machine::count_points(State& state, unsigned seat, const std::vector<PointRule>& rules, CardSet cards) const {
  for (const PointRule& rule : rules) {
    const auto times = rule.for_each ? static_cast<std::int32_t>(size_of(counting(state, rule, cards))) : 1;
    state.points[seat] += rule.points * std::max(times - rule.beyond, 0);
  }
}

/// All cards of a rank, or any two.
void Machine::lay_books(State& state, unsigned seat, CardSet new_cards) const {
  for_each_element(new_cards, [&](unsigned card) {
    const CardSet of_rank = program_.of_rank[program_.rank[card]];
    CardSet book = of_rank;
    if (program_.pairs) {
      const CardSet held = state.hand[seat] & of_rank;
      if (size_of(held) < 2) return;
      book = set_of(lowest(held)) | set_of(lowest(held & (held - 1)));
    }
    if ((state.hand[seat] & book) != book) return;
    state.hand[seat] &= ~book;
    if (program_.keeps_taken) state.taken[seat] |= book;
    count_points(state, seat, program_.rules(Score::At::book), book);
  });
}

}  // namespace ergodic::workloads::card_games
