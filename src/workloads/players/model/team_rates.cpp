#include "workloads/players/model/team_rates.hpp"

namespace ergodic::workloads::players {

const std::array<TeamRateInfo, 10>& team_rate_infos() {
  static const std::array<TeamRateInfo, 10> infos = {{
      {"turnover_rate", "of plays, those lost", .13, &TeamRates::turnover},
      {"free_throw_trip_rate", "of the others, those that end at the line with two shots", .11,
       &TeamRates::free_throw_trip},
      {"three_point_rate", "of field goal attempts, those from behind the arc", .38, &TeamRates::three_point},
      {"two_point_percentage", "of two-point attempts, those made", .54, &TeamRates::two_made},
      {"three_point_percentage", "of three-point attempts, those made", .36, &TeamRates::three_made},
      {"free_throw_percentage", "of free throws, those made", .78, &TeamRates::free_throw_made},
      {"offensive_rebound_rate", "of one's missed shots, those that one rebounds: another play", .26,
       &TeamRates::offensive_rebound},
      {"assist_rate", "of field goals made, those after an assist", .6, &TeamRates::assist},
      {"steal_rate", "of the other's turnovers, those stolen", .55, &TeamRates::steal},
      {"block_rate", "of the other's missed shots, those blocked", .1, &TeamRates::block},
  }};
  return infos;
}

}  // namespace ergodic::workloads::players
