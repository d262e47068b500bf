#include "workloads/let_it_ride/deals/deal.hpp"

#include <algorithm>

namespace ergodic::workloads::let_it_ride {

DealTable::DealTable(const DecisionTables& decisions) {
  rows_.reserve(three_card_sets);
  for_each_three_cards([&](unsigned number, const ThreeCards& set) {
    Holding holding;
    for (const Card card : set)
      holding.add(card);
    const unsigned mixed_suits = ((set[0] ^ set[1]) | (set[0] ^ set[2])) & 3u;
    Row row{0,
            set,
            bonus_class_of(holding),
            CompletedHands::ranks_of(set),
            static_cast<std::uint8_t>(mixed_suits),
            static_cast<std::uint8_t>(1 + decisions.rides_first[number])};
    for (std::uint32_t first = 0; first < first_cards; ++first) {
      const bool rides = decisions.rides_second[number_of(with(set, row.other_card(first)))];
      row.second_decisions |= std::uint64_t{rides} << first;
    }
    rows_.push_back(row);
  });
}

DealtCards DealTable::cards(const Deal& deal) const {
  const Row& row = rows_[deal.player];
  DealtCards dealt{
      {}, row.other_card(deal.first), row.other_card(skip(deal)), row.bets > 1, row.rides_second(deal.first) != 0};
  std::copy(row.cards.begin(), row.cards.end(), dealt.player.begin());
  return dealt;
}

}  // namespace ergodic::workloads::let_it_ride
