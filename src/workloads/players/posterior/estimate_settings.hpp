#pragma once

#include "workloads/players/tables/box_scores.hpp"

#include <cstdint>

namespace ergodic::workloads::players {

struct EstimateSettings {
  std::int32_t before = BoxScores::whenever;  ///< days since 1970: only earlier games count
  double half_life = 20;                      ///< of a game's weight [games]
  double pace = 100;                          ///< of games whose pace the table does not say

  friend bool operator==(const EstimateSettings&, const EstimateSettings&) = default;
};

}  // namespace ergodic::workloads::players
