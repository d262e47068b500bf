#pragma once

#include "workloads/entities/player_context/roster_of_day.hpp"
#include "workloads/entities/processors/processor.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {

/// Who of each team is listed as out or doubtful for a day and counts as a star: at least ten games of the season with
/// minutes, and an average of 18 points, or of 28 minutes with 12 points; averages of the last ten days, or where there
/// are none of the season. Source: section 9.
class StarsOut {
 public:
  StarsOut(const DayRequest& request, const RosterOfDay& roster);
  /// Other than the player himself.
  std::int32_t beside(Code team, Code player) const;

 private:
  std::vector<std::vector<Code>> of_team_;
};

}  // namespace ergodic::workloads::entities
