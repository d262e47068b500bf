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
}

void Machine::add_options(const Node& node, std::uint16_t place, const State& state, Choices& choices) const {
  const CardSet hand = state.hand[state.seat];
  if (node.op == Op::play) {  // most often: a jump that is foreseen
    const CardSet cards =
        node.cards == Node::none ? hand : hand & program_.conditions[node.cards].cards(program_, state);
    if (node.most == 1) return choices.add_cards(place, cards);
    return add_sets(node, place, cards, state, choices);
  }
  if (node.op == Op::trick) return choices.add_cards(place, trick_cards(node, state));
  switch (node.op) {
    case Op::capture:
    case Op::claim: return choices.add_cards(place, hand);
    case Op::draw:
      if (state.stock != 0) choices.add_only(place);
      return;
    case Op::ask: return add_asks(place, state, choices);
    case Op::answer: return choices.add_numbers(place, first_elements(2));
    case Op::bid:
      return choices.add_numbers(place,
                                 first_elements(size_of(hand) + 1) & ~first_elements(static_cast<unsigned>(node.a)));
    case Op::name_suit: return choices.add_numbers(place, first_elements(program_.suits));
    case Op::bet: return choices.add_numbers(place, bets(node, state));
    default: return choices.add_only(place);  // pass, decline
  }
}

CardSet Machine::trick_cards(const Node& node, const State& state) const {
  const CardSet hand = state.hand[state.seat];
  if ((state.in_trick >> state.seat & 1u) != 0) return 0;  // waits for others
  const auto those_or_all = [hand](CardSet cards) { return (hand & cards) != 0 ? hand & cards : hand; };
  if (state.in_trick != 0) return node.flag ? those_or_all(program_.of_suit[program_.suit[state.led]]) : hand;
  if (node.b == Node::no_suit || state.broken != 0) return hand;
  return those_or_all(~program_.of_suit[static_cast<unsigned>(node.b)]);
}

void Machine::add_sets(const Node& node, std::uint16_t place, CardSet cards, const State& state,
                       Choices& choices) const {
  const bool is_bound = node.flag && state.top_rank != program_.ranks;
  const std::uint8_t least = is_bound ? state.laid_together : 1, most = is_bound ? state.laid_together : node.most;
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

CardSet Machine::bets(const Node& node, const State& state) const {
  const auto moves = [](auto... move) { return (set_of(static_cast<unsigned>(move)) | ...); };
  const bool may_raise = static_cast<std::int32_t>(state.bets) <= node.b;  // a bet, then so many raises
  const std::int32_t most = *std::max_element(state.staked.begin(), state.staked.end());
  if (state.staked[state.seat] < most)
    return moves(BetMove::fold, BetMove::call) | (may_raise ? moves(BetMove::raise) : 0);
  return moves(BetMove::check, BetMove::bet);
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
