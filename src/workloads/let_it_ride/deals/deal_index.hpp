#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/deals/outcome_law.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// Finds any deal of an outcome under a strategy: by how many of its deals come before each set of the player's cards,
/// some 170 000 counts.
class DealIndex {
 public:
  /// Keeps `table`.
  explicit DealIndex(const DealTable& table);

  /// The deal before which, in ascending order, come `rank` deals of this outcome; it must have more than these.
  Deal deal(std::uint32_t outcome, std::uint32_t rank) const;

 private:
  /// A set of the player's cards that has deals of an outcome.
  struct Start {
    std::uint32_t before;  ///< deals of the outcome that come before those of the set
    std::uint32_t player;  ///< the number of the set
  };

  const DealTable& table_;
  std::array<std::vector<Start>, outcomes> starts_;  // by outcome, in ascending order
};

}  // namespace ergodic::workloads::let_it_ride
