#pragma once

#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// By the number of a set of three cards, the least number of the sets alike: those that differ from it in the names of
/// the suits alone, 1755 kinds. No strategy tells them apart, so each outcome has as many of their deals.
const std::vector<std::uint32_t>& first_alike();

}  // namespace ergodic::workloads::let_it_ride
