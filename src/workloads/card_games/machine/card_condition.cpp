#include "workloads/card_games/machine/card_condition.hpp"

#include "expression/expression.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

namespace {

/// What a quantity is in a position.
int value_of(Quantity quantity, const Pack& pack, const State& state) {
  const bool is_empty = state.top == no_card;
  switch (quantity) {
    case Quantity::top_rank: return is_empty ? static_cast<int>(pack.ranks) : pack.rank[state.top];
    case Quantity::top_suit: return is_empty ? static_cast<int>(pack.suits) : pack.suit[state.top];
    case Quantity::top_height: return is_empty ? -1 : pack.rank[state.top];
    case Quantity::suit_in_force: return state.suit_in_force;
    case Quantity::leading: return is_empty ? 1 : 0;
    case Quantity::broken: return state.broken;
    case Quantity::hand: return static_cast<int>(size_of(state.hand[state.turn]));
    case Quantity::next_hand: {
      const unsigned step = state.backwards != 0 ? pack.seats - 1 : 1;
      return static_cast<int>(size_of(state.hand[(state.turn + step) % pack.seats]));
    }
    case Quantity::stock: return static_cast<int>(size_of(state.stock));
  }
  return 0;
}

/// The cards of which it holds, given the values of the position, which follow a card's in `values`.
CardSet cards_where(const expression::Expression& condition, const CardNames& cards, About about,
                    std::vector<double>& values) {
  if (about == About::now) return condition.truth(values).value_or(false) ? ~CardSet{0} : 0;
  CardSet set = 0;
  const std::size_t ranks = cards.ranks.size();
  for (std::size_t card = 0; card < ranks * cards.suits.size(); ++card) {
    values[0] = values[2] = static_cast<double>(card % ranks);
    values[1] = static_cast<double>(card / ranks);
    if (condition.truth(values).value_or(false)) set |= set_of(static_cast<unsigned>(card));
  }
  return set;
}

}  // namespace

CardCondition::CardCondition(const Condition& condition, const CardNames& cards, About about) {
  const auto expression =
      expression::Expression::parse(condition.text, vocabulary(cards, about), expression::Type::truth);
  const std::size_t first = about == About::now ? 0 : card_name_count;
  const std::vector<QuantityRange> ranges = quantities(cards, about);
  std::vector<double> values(first + ranges.size());
  std::vector<std::size_t> used;  // of the ranges
  std::uint32_t size = 1;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    values[first + i] = ranges[i].low;
    if (!expression.uses(first + i)) continue;
    axes_.push_back({ranges[i].quantity, static_cast<std::int16_t>(ranges[i].low), size});
    used.push_back(i);
    size *= static_cast<std::uint32_t>(ranges[i].size());
  }
  table_.resize(size);
  for (std::uint32_t at = 0; at < size; ++at) {
    for (std::size_t i = 0; i < used.size(); ++i) {
      const QuantityRange& range = ranges[used[i]];
      values[first + used[i]] = range.low + static_cast<int>(at / axes_[i].stride % range.size());
    }
    table_[at] = cards_where(expression, cards, about, values);
  }
}

bool CardCondition::uses(Quantity quantity) const {
  return std::any_of(axes_.begin(), axes_.end(), [quantity](const Axis& axis) { return axis.quantity == quantity; });
}

CardSet CardCondition::cards(const Pack& pack, const State& state) const {
  std::size_t at = 0;
  for (const Axis& axis : axes_)
    at += static_cast<std::size_t>(value_of(axis.quantity, pack, state) - axis.low) * axis.stride;
  return table_[at];
}

}  // namespace ergodic::workloads::card_games
