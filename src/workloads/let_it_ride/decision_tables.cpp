#include "workloads/let_it_ride/decision_tables.hpp"

#include "workloads/let_it_ride/card_sets.hpp"

#include <algorithm>
#include <cstdint>

namespace ergodic::workloads::let_it_ride {

namespace {

template <std::size_t size>
Holding holding_of(const std::array<std::uint8_t, size>& set) {
  Holding holding;
  for (const Card card : set)
    holding.add(card);
  return holding;
}

DecisionTables follow_rules(const Strategy& strategy) {
  DecisionTables tables;
  tables.rides_first.reserve(three_card_sets);
  tables.rides_second.reserve(four_card_sets);
  for_each_three_cards([&](unsigned, const ThreeCards& set) {
    tables.rides_first.push_back(let_it_ride::rides_first(strategy, analyse(cards_of(set))));
  });
  for_each_four_cards([&](unsigned, const FourCards& set) {
    tables.rides_second.push_back(let_it_ride::rides_second(strategy, analyse(cards_of(set))));
  });
  return tables;
}

/// Calls visit(card) for every card that is not in the set.
template <std::size_t size, class Visit>
void for_each_other_card(const std::array<std::uint8_t, size>& set, Visit&& visit) {
  for (Card card = 0; card < deck_size; ++card) {
    if (std::find(set.begin(), set.end(), card) == set.end()) visit(card);
  }
}

/// A bet's expected value has the sign of what it brings in all the ways in which the cards can still fall.
DecisionTables maximise(const MainPaytable& paytable) {
  std::vector<std::int32_t> four_card_net;
  four_card_net.reserve(four_card_sets);
  for_each_four_cards([&](unsigned, const FourCards& set) {
    const Holding four = holding_of(set);
    std::int32_t net = 0;
    for_each_other_card(set, [&](Card fifth) {
      Holding five = four;
      five.add(fifth);
      net += paytable.net(hand_class_of(five));
    });
    four_card_net.push_back(net);
  });

  DecisionTables tables;
  tables.rides_first.reserve(three_card_sets);
  tables.rides_second.reserve(four_card_sets);
  for (const std::int32_t net : four_card_net)
    tables.rides_second.push_back(net > 0);
  for_each_three_cards([&](unsigned, const ThreeCards& set) {
    std::int64_t net = 0;
    for_each_other_card(set, [&](Card fourth) { net += four_card_net[number_of(with(set, fourth))]; });
    tables.rides_first.push_back(net > 0);
  });
  return tables;
}

}  // namespace

DecisionTables decide(const Strategy& strategy, const MainPaytable& paytable) {
  return strategy.name == Strategy::optimal ? maximise(paytable) : follow_rules(strategy);
}

}  // namespace ergodic::workloads::let_it_ride
