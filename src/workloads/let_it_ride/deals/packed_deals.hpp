#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// A compiled strategy in words of 32 bits, for kernels that deal in vector lanes: 265 kB, which the second-level cache
/// holds.
class PackedDeals {
 public:
  explicit PackedDeals(const DealTable& table);

  /// By the number of the player's three cards: the cards, ascending, in bits 0–5, 6–11 and 12–17; from bit 18 on, the
  /// outcome of the hand that they become, were it of the first class and bet 2 pulled.
  std::span<const std::int32_t> players() const { return players_; }
  /// Two words a set of three cards: bit i is set where bet 2 rides when other card i comes.
  std::span<const std::int32_t> second_decisions() const { return second_decisions_; }

 private:
  std::vector<std::int32_t> players_;
  std::vector<std::int32_t> second_decisions_;
};

}  // namespace ergodic::workloads::let_it_ride
