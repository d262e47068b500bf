#include "workloads/card_games/machine/card_condition.hpp"

#include "expression/expression.hpp"
#include "workloads/card_games/genome/faces.hpp"
#include "workloads/card_games/machine/hand_worth.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace ergodic::workloads::card_games {

namespace {

/// The cards of which it holds, given the values of the position, which follow a card's in `values`.
CardSet cards_where(const expression::Expression& condition, const CardNames& cards, About about,
                    std::vector<double>& values) {
  if (about == About::now) return condition.truth(values).value_or(false) ? ~CardSet{0} : 0;
  CardSet set = 0;
  unsigned card = 0;
  for (const Face face : faces(cards)) {
    values[0] = values[2] = face.rank;
    values[1] = face.suit;
    values[3] = value_of_rank(cards, face.rank);
    if (condition.truth(values).value_or(false)) set |= set_of(card);
    ++card;
  }
  return set;
}

}  // namespace

CardCondition::Source CardCondition::source_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::top_rank:
    case Quantity::top_height:
    case Quantity::leading: return Source::top_rank;
    case Quantity::top_suit: return Source::top_suit;
    case Quantity::suit_in_force: return Source::suit_in_force;
    case Quantity::broken: return Source::broken;
    case Quantity::hand: return Source::hand;
    case Quantity::next_hand: return Source::next_hand;
    case Quantity::stock: return Source::stock;
    case Quantity::table: return Source::table;
    case Quantity::pile: return Source::pile;
    case Quantity::drawn: return Source::drawn;
    case Quantity::total: return Source::total;
    case Quantity::hands_played: return Source::hands_played;
  }
  return Source::broken;
}

std::uint32_t CardCondition::size_of_source(Source source, const CardNames& cards) {
  switch (source) {
    case Source::top_rank: return static_cast<std::uint32_t>(rank_names(cards).size() + 1);
    case Source::top_suit:
    case Source::suit_in_force: return static_cast<std::uint32_t>(suit_names(cards).size() + 1);
    case Source::broken: return 2;
    case Source::total:
    case Source::hands_played: return most_counted + 1;
    default: return Genome::most_cards + 1;
  }
}

double CardCondition::value_of(Quantity quantity, std::uint32_t source_value, const CardNames& cards) {
  const bool is_none = source_value == rank_names(cards).size();
  switch (quantity) {
    case Quantity::top_height: return is_none ? -1.0 : static_cast<double>(source_value);
    case Quantity::leading: return is_none ? 1.0 : 0.0;
    default: return static_cast<double>(source_value);
  }
}

std::uint32_t CardCondition::add_axis(Source source, std::uint32_t stride, const CardNames& cards) {
  const auto add_byte = [&](std::size_t offset) { bytes_.push_back({static_cast<std::uint16_t>(offset), stride}); };
  switch (source) {
    case Source::top_rank: add_byte(offsetof(State, top_rank)); break;
    case Source::top_suit: add_byte(offsetof(State, top_suit)); break;
    case Source::suit_in_force: add_byte(offsetof(State, suit_in_force)); break;
    case Source::broken: add_byte(offsetof(State, broken)); break;
    default: counts_.push_back({source, stride});
  }
  return stride * size_of_source(source, cards);
}

CardCondition::CardCondition(const Condition& condition, const CardNames& cards, About about) {
  const auto expression =
      expression::Expression::parse(condition.text, vocabulary(cards, about), expression::Type::truth);
  const std::size_t first = about == About::now ? 0 : card_name_count;
  const std::vector<QuantityRange> ranges = quantities(cards, about);
  std::map<Source, std::uint32_t> strides;
  std::uint32_t size = 1;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (!expression.uses(first + i)) continue;
    used_.push_back(ranges[i].quantity);
    const Source source = source_of(ranges[i].quantity);
    if (strides.try_emplace(source, size).second) size = add_axis(source, size, cards);
  }
  table_.resize(size);
  std::vector<double> values(first + ranges.size());
  for (std::uint32_t at = 0; at < size; ++at) {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const auto stride = strides.find(source_of(ranges[i].quantity));
      if (stride == strides.end()) continue;
      const std::uint32_t source_value = at / stride->second % size_of_source(stride->first, cards);
      values[first + i] = value_of(ranges[i].quantity, source_value, cards);
    }
    table_[at] = cards_where(expression, cards, about, values);
  }
}

bool CardCondition::uses(Quantity quantity) const {
  return std::find(used_.begin(), used_.end(), quantity) != used_.end();
}

std::size_t CardCondition::counted(const Pack& pack, const State& state) const {
  std::size_t at = 0;
  for (const CountAxis& axis : counts_)
    at += std::size_t{count_of(axis.source, pack, state)} * axis.stride;
  return at;
}

unsigned CardCondition::count_of(Source source, const Pack& pack, const State& state) {
  switch (source) {
    case Source::hand: return size_of(state.hand[state.turn]);
    case Source::next_hand: {
      const unsigned step = state.backwards != 0 ? pack.seats - 1 : 1;
      return size_of(state.hand[(state.turn + step) % pack.seats]);
    }
    case Source::stock: return size_of(state.stock);
    case Source::table: return size_of(state.table);
    case Source::pile: return size_of(state.pile);
    case Source::drawn: return std::min<unsigned>(state.drawn, Genome::most_cards);
    case Source::total: return std::min<unsigned>(total_of(pack, state.hand[state.turn]), most_counted);
    case Source::hands_played: return std::min<unsigned>(state.hands_played, most_counted);
    default: return 0;
  }
}

}  // namespace ergodic::workloads::card_games
