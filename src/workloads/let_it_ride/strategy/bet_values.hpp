#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What a bet on each set of cards brings that rides, in base bets, by the set's number: summed over all ways in which
/// the other cards can fall.
struct RideValues {
  std::vector<std::int64_t> of_three;  ///< over 49 · 48 ways
  std::vector<std::int32_t> of_four;   ///< over 48 ways
};

RideValues bet_values(const MainPaytable& paytable);

}  // namespace ergodic::workloads::let_it_ride
