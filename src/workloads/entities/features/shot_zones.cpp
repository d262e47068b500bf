#include "workloads/entities/features/shot_zones.hpp"

#include "workloads/entities/numbers/rounding.hpp"

namespace ergodic::workloads::entities {
namespace {

constexpr double no_rate = missing_value<double>();

double percent(std::int64_t part, std::int64_t whole) {
  return round_scaled(100.0 * static_cast<double>(part) / static_cast<double>(whole), 2);
}

}  // namespace

std::int64_t ShotTotals::attempts() const {
  std::int64_t sum = 0;
  for (const Tries& tries : zones)
    sum += tries.attempts;
  return sum;
}

OfZones<double> zone_rates(const ShotTotals& totals) {
  const std::int64_t attempts = totals.attempts();
  if (attempts == 0) return {no_rate, no_rate, no_rate};
  OfZones<double> rates = {};
  for (const Zone zone : zones)
    rates[at(zone)] = percent(totals.zones[at(zone)].attempts, attempts);
  return rates;
}

double zone_share(const Tries& tries) {
  if (tries.attempts == 0) return no_rate;
  return round_scaled(static_cast<double>(tries.makes) / static_cast<double>(tries.attempts), 3);
}

double attempts_per_game(const Tries& tries, std::int64_t games) {
  return round_scaled(static_cast<double>(tries.attempts) / static_cast<double>(games), 1);
}

double makes_rate(std::int64_t part, const ShotTotals& totals) {
  return totals.attempts() == 0 || totals.fg_makes == 0 ? no_rate : percent(part, totals.fg_makes);
}

ScoringZone scoring_zone(const OfZones<double>& rates) {
  constexpr double much = 40;
  constexpr double much_from_mid_range = 35;
  const double paint = rates[at(Zone::paint)];
  if (paint != paint) return ScoringZone::unknown;  // then all are missing
  if (paint >= much) return ScoringZone::paint;
  if (rates[at(Zone::perimeter)] >= much) return ScoringZone::perimeter;
  return rates[at(Zone::mid_range)] >= much_from_mid_range ? ScoringZone::mid_range : ScoringZone::balanced;
}

}  // namespace ergodic::workloads::entities
