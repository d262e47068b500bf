#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <vector>

namespace ergodic::workloads::let_it_ride {

/// A strategy's decision on every set of cards, by the set's number (card_sets.hpp).
struct DecisionTables {
  std::vector<bool> rides_first;   ///< of three_card_sets
  std::vector<bool> rides_second;  ///< of four_card_sets
};

/// Compiles a strategy. The optimal one is found by enumerating what a bet can still become: it depends on the
/// paytable.
DecisionTables decide(const Strategy& strategy, const MainPaytable& paytable);

}  // namespace ergodic::workloads::let_it_ride
