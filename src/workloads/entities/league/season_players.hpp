#pragma once

#include "workloads/entities/calendar/date.hpp"
#include "workloads/entities/league/box_scores.hpp"
#include "workloads/entities/league/names.hpp"

#include <map>
#include <vector>

namespace ergodic::workloads::entities {

/// Who has played in a season, and since when: those whose box scores become a row of PGS with minutes or a shot.
class SeasonPlayers {
 public:
  SeasonPlayers(const PlayerBox& box, bool is_corrected);

  /// Those who have played in the season of `first` before the day `end`, in the order of their codes.
  std::vector<Code> between(Date first, Date end) const;

 private:
  std::map<int, std::map<Code, Date>> first_days_;  // by season_year
};

}  // namespace ergodic::workloads::entities
