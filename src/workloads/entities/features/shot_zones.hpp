#pragma once

#include "workloads/entities/features/zones.hpp"

#include <ergodic/missing.hpp>

#include <cstdint>

namespace ergodic::workloads::entities {

/// What a player did in some games, summed.
struct ShotTotals {
  OfZones<Tries> zones = {};
  std::int64_t fg_makes = 0;
  std::int64_t assisted = 0;
  std::int64_t unassisted = 0;

  std::int64_t attempts() const;
};

/// Where a player scores from: what a table of his last games says of him.
enum class ScoringZone : std::uint8_t { paint, mid_range, perimeter, balanced, unknown = 255 };

/// Shares of attempts by zone, in percent to two places; missing where there are none. Source: section 10.
OfZones<double> zone_rates(const ShotTotals& totals);
/// Makes of attempts of a zone, to three places.
double zone_share(const Tries& tries);
/// Attempts of a zone a game, to one place.
double attempts_per_game(const Tries& tries, std::int64_t games);
/// A part of the field goals made, in percent to two places; missing without attempts by zone or makes.
double makes_rate(std::int64_t part, const ShotTotals& totals);
/// By the rates: the paint from 40 % on, else the perimeter from 40 %, else mid-range from 35 %.
ScoringZone scoring_zone(const OfZones<double>& rates);

}  // namespace ergodic::workloads::entities
