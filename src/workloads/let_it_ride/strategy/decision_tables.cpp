#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include "workloads/let_it_ride/paytables/game_cards.hpp"
#include "workloads/let_it_ride/strategy/bet_values.hpp"

#include <cstdint>

namespace ergodic::workloads::let_it_ride {

namespace {

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

/// A bet's expected value has the sign of what it brings in all the ways in which the cards can still fall.
DecisionTables maximise(const MainPaytable& paytable) {
  const RideValues values = bet_values(paytable);
  DecisionTables tables;
  for (const std::int64_t net : values.of_three)
    tables.rides_first.push_back(net > 0);
  for (const std::int32_t net : values.of_four)
    tables.rides_second.push_back(net > 0);
  return tables;
}

}  // namespace

DecisionTables decide(const Strategy& strategy, const MainPaytable& paytable) {
  return strategy.name == Strategy::optimal ? maximise(paytable) : follow_rules(strategy);
}

}  // namespace ergodic::workloads::let_it_ride
