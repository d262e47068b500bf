#include "workloads/entities/features/factors.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::entities {
namespace {

double or_else(double value, double usual) { return value == value ? value : usual; }

}  // namespace

std::int64_t fatigue_score(const Load& load) {
  std::int64_t score = 100;
  if (load.back_to_back.value_or(false))
    score -= 15;
  else if (load.days_rest.value_or(1) >= 3)
    score += 5;
  if (load.games_in_last_7_days.value_or(3) >= 4) score -= 10;
  if (load.minutes_in_last_7_days.value_or(200) > 240) score -= 10;
  if (load.average_minutes.value_or(30) > 35) score -= 8;
  const std::int64_t pairs = load.back_to_backs_in_14_days.value_or(0);
  score -= pairs >= 2 ? 12 : pairs == 1 ? 5 : 0;
  const std::int64_t age = load.age.value_or(25);
  score -= age >= 35 ? 10 : age >= 30 ? 5 : 0;
  return std::clamp<std::int64_t>(score, 0, 100);
}

double fatigue_adjustment(std::int64_t score) { return static_cast<double>(score - 100) / 20; }

Zone zone_of_interest(ScoringZone zone) {
  switch (zone) {
    case ScoringZone::mid_range: return Zone::mid_range;
    case ScoringZone::perimeter: return Zone::perimeter;
    default: return Zone::paint;
  }
}

double mismatch_adjustment(const Mismatch& mismatch) {
  const std::size_t zone = at(zone_of_interest(mismatch.zone));
  const double rate = or_else(mismatch.rates[zone], 50);
  const double x = or_else(mismatch.against[zone], 0) * std::min(rate / 50, 1.0);
  return std::clamp(std::fabs(x) > 5 ? x * 1.2 : x, -10.0, 10.0);
}

double pace_adjustment(double pace_differential) { return std::clamp(or_else(pace_differential, 0) / 2, -3.0, 3.0); }

double usage_adjustment(double usual_rate, double projected_rate, std::int64_t stars_out) {
  const double base = or_else(usual_rate, 25);
  const double more = base == 0 ? 0 : or_else(projected_rate, 25) - base;
  double y = 0.3 * more;
  if (stars_out > 0 && y > 0) y *= stars_out == 1 ? 1.15 : 1.30;
  return std::clamp(y, -3.0, 3.0);
}

}  // namespace ergodic::workloads::entities
