#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ergodic::workloads::players {

/// The rates that a game is played by, in their order: each a probability on an opportunity, conditional on what comes
/// before it, so that any numbers between 0 and 1 go together.
enum Rate : std::size_t {
  usage,
  turnover_rate,
  free_throw_trip_rate,
  three_point_rate,
  two_point_percentage,
  three_point_percentage,
  free_throw_percentage,
  assist_rate,
  offensive_rebound_rate,
  defensive_rebound_rate,
  steal_rate,
  block_rate,
  foul_rate,
  rate_count
};

using Rates = std::array<double, rate_count>;

struct RateInfo {
  const char* name;
  const char* says;
  double usual;      ///< a guard's in a league of our days, rounded: what a study need not set
  double deviation;  ///< from game to game on the logit scale, counting apart: of a player of whom nothing is known
};
const std::array<RateInfo, rate_count>& rate_infos();
std::optional<Rate> rate_named(std::string_view name);
Rates usual_rates();

double logit(double share);
double logistic(double x);

}  // namespace ergodic::workloads::players
