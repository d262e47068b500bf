#include "workloads/players/model/rates.hpp"

#include <ergodic/variates.hpp>

namespace ergodic::workloads::players {

const std::array<RateInfo, rate_count>& rate_infos() {
  static const std::array<RateInfo, rate_count> infos = {{
      {"usage", "of the possessions on the court, those that the player ends", .20, .25},
      {"turnover_rate", "of the possessions that the player ends, those lost", .12, .30},
      {"free_throw_trip_rate", "of the others, those that end at the line with two shots", .10, .40},
      {"three_point_rate", "of field goal attempts, those from behind the arc", .38, .35},
      {"two_point_percentage", "of two-point attempts, those made", .53, .25},
      {"three_point_percentage", "of three-point attempts, those made", .36, .25},
      {"free_throw_percentage", "of free throws, those made", .78, .20},
      {"assist_rate", "of the possessions on the court that others end, those with an assist of the player's", .10,
       .35},
      {"offensive_rebound_rate", "offensive rebounds on a possession on the court", .020, .40},
      {"defensive_rebound_rate", "defensive rebounds on a possession on the court", .065, .35},
      {"steal_rate", "steals on a possession on the court", .015, .30},
      {"block_rate", "shots blocked on a possession on the court", .008, .40},
      {"foul_rate", "personal fouls on a possession on the court", .040, .30},
  }};
  return infos;
}

std::optional<Rate> rate_named(std::string_view name) {
  for (std::size_t i = 0; i < rate_count; ++i) {
    if (name == rate_infos()[i].name) return static_cast<Rate>(i);
  }
  return std::nullopt;
}

Rates usual_rates() {
  Rates rates;
  for (std::size_t i = 0; i < rate_count; ++i)
    rates[i] = rate_infos()[i].usual;
  return rates;
}

double logit(double share) { return portable_log(share) - portable_log(1 - share); }

double logistic(double x) {
  if (x < 0) {
    const double e = portable_exp(x);
    return e / (1 + e);
  }
  return 1 / (1 + portable_exp(-x));
}

}  // namespace ergodic::workloads::players
