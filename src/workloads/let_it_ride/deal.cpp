#include "workloads/let_it_ride/deal.hpp"

#include <algorithm>

namespace ergodic::workloads::let_it_ride {

DealTable::DealTable(const DecisionTables& decisions) {
  rows_.reserve(three_card_sets);
  for_each_three_cards([&](unsigned number, const ThreeCards& set) {
    Row row{{}, 0, set, {}, decisions.rides_first[number]};
    for (const Card card : set)
      row.holding.add(card);
    row.bonus_class = bonus_class_of(row.holding);
    for (std::uint32_t first = 0; first < first_cards; ++first) {
      const bool rides = decisions.rides_second[number_of(with(set, row.other_card(first)))];
      row.second_decisions |= std::uint64_t{rides} << first;
    }
    rows_.push_back(row);
  });
}

DealtCards DealTable::cards(const Deal& deal) const {
  const Row& row = rows_[deal.player];
  DealtCards dealt{{},
                   row.other_card(deal.first),
                   row.other_card(skip(deal)),
                   row.rides_first != 0,
                   row.rides_second(deal.first) != 0};
  std::copy(row.cards.begin(), row.cards.end(), dealt.player.begin());
  return dealt;
}

}  // namespace ergodic::workloads::let_it_ride
