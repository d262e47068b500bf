#pragma once

#include "workloads/entities/features/zones.hpp"

#include <ergodic/missing.hpp>

#include <optional>
#include <span>

namespace ergodic::workloads::entities {

/// Makes of attempts; missing without attempts. Not rounded.
double share_of(const Tries& tries);

/// What the league's teams allow by zone: the averages of the shares of those teams that have all three; where these
/// are fewer than ten, the usual ones. Source: section 11.
OfZones<double> league_shares(std::span<const OfZones<double>> of_teams);

/// 100 (share − league's): positive is the weaker defence.
OfZones<double> against_league(const OfZones<double>& shares, const OfZones<double>& league);

/// The smallest and the largest of the differences that there are, ties in the order of the zones.
struct Extremes {
  std::optional<Zone> strongest = {};
  std::optional<Zone> weakest = {};
};
Extremes extremes(const OfZones<double>& against);

}  // namespace ergodic::workloads::entities
