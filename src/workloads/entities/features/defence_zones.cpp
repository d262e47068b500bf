#include "workloads/entities/features/defence_zones.hpp"

#include <algorithm>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

constexpr std::size_t least_teams = 10;
constexpr OfZones<double> usual_shares = {0.580, 0.410, 0.355};

bool is_whole(const OfZones<double>& shares) {
  return std::all_of(shares.begin(), shares.end(), [](double share) { return share == share; });
}

}  // namespace

double share_of(const Tries& tries) {
  if (tries.attempts == 0) return missing_value<double>();
  return static_cast<double>(tries.makes) / static_cast<double>(tries.attempts);
}

OfZones<double> league_shares(std::span<const OfZones<double>> of_teams) {
  OfZones<double> sums = {};
  std::size_t teams = 0;
  for (const OfZones<double>& shares : of_teams) {
    if (!is_whole(shares)) continue;
    ++teams;
    for (const Zone zone : zones)
      sums[at(zone)] += shares[at(zone)];
  }
  if (teams < least_teams) return usual_shares;
  for (double& sum : sums)
    sum /= static_cast<double>(teams);
  return sums;
}

OfZones<double> against_league(const OfZones<double>& shares, const OfZones<double>& league) {
  OfZones<double> against = {};
  for (const Zone zone : zones) {
    const double share = shares[at(zone)];
    against[at(zone)] = share == share ? 100 * (share - league[at(zone)]) : missing_value<double>();
  }
  return against;
}

Extremes extremes(const OfZones<double>& against) {
  Extremes found;
  for (const Zone zone : zones) {
    const double value = against[at(zone)];
    if (value != value) continue;
    if (!found.strongest || value < against[at(*found.strongest)]) found.strongest = zone;
    if (!found.weakest || value > against[at(*found.weakest)]) found.weakest = zone;
  }
  return found;
}

}  // namespace ergodic::workloads::entities
