// What the seat that decides may do.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

namespace {

/// C(n, k) of small sets, which nearly all are.
constexpr unsigned small = 9;
constexpr auto small_binomials = [] {
  std::array<std::array<std::uint32_t, small>, small> values{};
  for (unsigned n = 0; n < small; ++n) {
    for (unsigned k = 0; k < small; ++k)
      values[n][k] = static_cast<std::uint32_t>(binomial(n, k));
  }
  return values;
}();

std::uint32_t sets_of(unsigned size, unsigned k) {
  return size < small && k < small ? small_binomials[size][k] : static_cast<std::uint32_t>(binomial(size, k));
}

/// Calls visit(cards of one rank) for the ranks of the set, in the order of their lowest cards, until it returns true.
template <class Visit>
void for_each_rank(const Pack& pack, CardSet cards, Visit&& visit) {
  while (cards != 0) {
    const CardSet alike = cards & pack.of_rank[pack.rank[lowest(cards)]];
    if (visit(alike)) return;
    cards &= ~alike;
  }
}

}  // namespace

void Machine::collect(const State& state, std::uint16_t place, Choices& choices) const {
  choices.clear();
  for (; place != Node::none; place = program_.nodes[place].alternative) {
    const Node& node = program_.nodes[place];
    if (node.condition == Node::none || program_.conditions[node.condition].holds(program_, state))
      add_options(node, place, state, choices);
  }
  // To decline is a move where there is something to decline.
  if (choices.size == 1 && program_.nodes[choices.options[0].node].op == Op::decline) choices.clear();
}

/// The cards that a play may be of.
CardSet Machine::playable(const Node& node, const State& state, CardSet hand) const {
  if (program_.has_blocks && (state.blocked >> state.seat & 1u) != 0) return 0;
  CardSet cards = node.cards == Node::none ? hand : hand & program_.conditions[node.cards].cards(program_, state);
  if (node.a == 0 || node.b == Node::no_suit) return cards;
  CardSet fits = program_.rows[static_cast<std::size_t>(node.b)];
  for (unsigned suit = 0; suit < program_.suits; ++suit) {
    const CardSet row = state.table & program_.of_suit[suit];  // a suit's cards lie side by side
    fits |= (row << 1 | row >> 1) & program_.of_suit[suit];
  }
  return cards & fits;
}

void Machine::add_options(const Node& node, std::uint16_t place, const State& state, Choices& choices) const {
  const CardSet hand = state.hand[state.seat];
  if (node.op == Op::play) {  // most often: a jump that is foreseen
    const CardSet cards = playable(node, state, hand);
    if (node.most == 1) return choices.add_cards(place, cards);
    if ((node.a & play_run) != 0) return add_runs(node, place, cards, choices);
    return add_sets(node, place, cards, state, choices);
  }
  if (node.op == Op::trick) return choices.add_cards(place, trick_cards(node, state));
  switch (node.op) {
    case Op::capture: return node.flag ? add_captures(place, state, choices) : choices.add_cards(place, hand);
    case Op::claim: return add_subsets(node, place, hand, node.flag ? program_.ranks : 1, choices);
    case Op::discard: {
      const bool all = node.cards == Node::none;
      return add_subsets(node, place, all ? hand : hand & program_.conditions[node.cards].cards(program_, state), 1,
                         choices);
    }
    case Op::give: return choices.add_cards(place, hand & ~state.marked[state.seat]);
    case Op::draw: return add_draw(node, place, state, choices);
    case Op::ask: return add_asks(place, state, choices);
    case Op::answer: return choices.add_numbers(place, first_elements(2));
    case Op::bid:
      return choices.add_numbers(place, first_elements(std::min<unsigned>(size_of(hand), node.most) + 1) &
                                            ~first_elements(static_cast<unsigned>(node.a)));
    case Op::name_suit: return choices.add_numbers(place, first_elements(program_.suits));
    case Op::pick_seat: return choices.add_numbers(place, other_seats(state));
    case Op::knock:
      if (left_over(program_, hand) <= static_cast<unsigned>(node.a)) choices.add_only(place);
      return;
    case Op::battle: {
      unsigned packets = 0;
      for (unsigned seat = 0; seat < program_.seats; ++seat)
        packets += state.hand[seat] != 0 ? 1 : 0;
      if (packets > 1) choices.add_only(place);
      return;
    }
    case Op::bet: return choices.add_numbers(place, bets(node, state));
    default: return choices.add_only(place);  // pass, decline
  }
}

void Machine::add_draw(const Node& node, std::uint16_t place, const State& state, Choices& choices) const {
  if (node.a != 0 && size_of(state.hand[state.seat]) >= static_cast<unsigned>(node.a)) return;
  switch (Draw::From{static_cast<std::uint8_t>(node.b)}) {
    case Draw::From::stock: {
      const CardSet top = state.top == no_card ? 0 : set_of(state.top);
      if (state.stock != 0 || (program_.reshuffles && (state.pile & ~top) != 0)) choices.add_only(place);
      return;
    }
    case Draw::From::pile:
      if (state.top != no_card) choices.add_only(place);
      return;
    case Draw::From::whole_pile:
      if (state.pile != 0) choices.add_only(place);
      return;
    case Draw::From::next:
    case Draw::From::chosen: break;
  }
  CardSet with_cards = 0;
  for (unsigned seats = other_seats(state); seats != 0; seats &= seats - 1) {
    if (state.hand[lowest(seats)] != 0) with_cards |= set_of(lowest(seats));
  }
  if (with_cards == 0) return;
  if (node.b == static_cast<std::int32_t>(Draw::From::next)) {
    unsigned seat = seat_after(state, state.turn);
    while ((with_cards >> seat & 1u) == 0)
      seat = seat_after(state, seat);
    with_cards = set_of(seat);
  }
  choices.add_numbers(place, with_cards);
}

CardSet Machine::trick_cards(const Node& node, const State& state) const {
  const CardSet hand = state.hand[state.seat];
  if ((state.in_trick >> state.seat & 1u) != 0) return 0;  // waits for others
  if (state.in_trick == 0) return leads(node, state);
  const CardSet of_suit = hand & program_.of_suit[program_.suit[state.led]];
  const CardSet cards = node.flag && of_suit != 0 ? of_suit : hand;
  if (node.rules == Node::none || state.tricks_done != 0) return cards;
  const CardSet others = cards & ~program_.tricks[node.rules].first_not;
  return others != 0 ? others : cards;
}

CardSet Machine::leads(const Node& node, const State& state) const {
  const CardSet hand = state.hand[state.seat];
  if (node.rules != Node::none && state.tricks_done == 0) {
    const CardSet opens = hand & program_.tricks[node.rules].opens;
    if (opens != 0) return opens;
  }
  if (node.b == Node::no_suit || state.broken != 0) return hand;
  const CardSet others = hand & ~program_.of_suit[static_cast<unsigned>(node.b)];
  return others != 0 ? others : hand;
}

void Machine::add_sets(const Node& node, std::uint16_t place, CardSet cards, const State& state,
                       Choices& choices) const {
  const bool is_bound = node.flag && state.top_rank != program_.ranks;
  const std::uint8_t least = is_bound ? state.laid_together : node.least,
                     most = is_bound ? state.laid_together : node.most;
  if (most == 1) return choices.add_cards(place, cards);
  std::uint32_t count = 0;
  for_each_rank(program_, cards, [&](CardSet alike) {
    const unsigned size = size_of(alike);
    for (unsigned k = least; k <= std::min<unsigned>(most, size); ++k)
      count += sets_of(size, k);
    return false;
  });
  choices.add({place, Choices::Form::sets, least, most, 0, count, cards});
}

void Machine::add_asks(std::uint16_t place, const State& state, Choices& choices) const {
  CardSet held = 0;
  for (unsigned rank = 0; rank < program_.ranks; ++rank) {
    if ((state.hand[state.seat] & program_.of_rank[rank]) != 0) held |= set_of(rank);
  }
  for (unsigned steps = 1; steps < program_.seats; ++steps) {
    const unsigned other = (state.seat + steps) % program_.seats;
    if (state.hand[other] != 0) choices.add_numbers(place, held, static_cast<std::uint8_t>(other));
  }
}

Move Machine::move(const Choices& choices, std::uint32_t k) const {
  const Choices::Option* option = choices.options.data();
  for (; k >= option->count; ++option)
    k -= option->count;
  Move move{.node = option->node, .seat = option->seat};
  switch (option->form) {
    case Choices::Form::only: break;
    case Choices::Form::card: move.cards = set_of(element_at(option->set, k)); break;
    case Choices::Form::number: move.number = static_cast<std::uint8_t>(element_at(option->set, k)); break;
    case Choices::Form::sets: move.cards = set_at(*option, k); break;
    case Choices::Form::runs: move.cards = run_at(*option, k); break;
    case Choices::Form::subsets: {
      move.number = static_cast<std::uint8_t>(k % option->numbers);
      std::uint64_t number = k / option->numbers;
      unsigned size = option->least;
      for (; number >= binomial(size_of(option->set), size); ++size)
        number -= binomial(size_of(option->set), size);
      move.cards = subset_at(option->set, size, number);
      break;
    }
    case Choices::Form::captures: return capture_at(*option, k, move);
  }
  return move;
}

CardSet Machine::set_at(const Choices::Option& option, std::uint32_t k) const {
  CardSet chosen = 0;
  for_each_rank(program_, option.set, [&](CardSet alike) {
    const unsigned cards = size_of(alike);
    for (unsigned size = option.least; size <= std::min<unsigned>(option.most, cards); ++size) {
      const std::uint32_t count = sets_of(cards, size);
      if (k < count) {
        chosen = subset_at(alike, size, k);
        return true;
      }
      k -= count;
    }
    return false;
  });
  return chosen;
}

}  // namespace ergodic::workloads::card_games
