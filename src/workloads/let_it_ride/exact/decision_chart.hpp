#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <ergodic/exact.hpp>

#include <vector>

namespace ergodic::workloads::let_it_ride {

/// Both decisions of a strategy, by the kinds of cards that charts of strategy name: what a bet that rides is expected
/// to bring, where the strategy lets it ride, and what that costs against the best decision. One table for each
/// decision; their costs add up to what the optimal strategy gains more. About 0.2 s.
std::vector<ExactTable> decision_chart(const DealTable& table, const MainPaytable& paytable);

}  // namespace ergodic::workloads::let_it_ride
