#include "workloads/let_it_ride/exact/session_law.hpp"

#include <cmath>
#include <cstddef>

namespace ergodic::workloads::let_it_ride {

namespace {

/// A law of one point has no deviation; what is left of it is rounding.
double without_rounding(double deviation, double mean) { return deviation > 1e-12 * std::abs(mean) ? deviation : 0; }

}  // namespace

double SessionLaw::probability(Outcome outcome) const {
  double sum = 0;
  for (const Point& point : profits)
    sum += outcome_of(point.profit) == outcome ? point.probability : 0;
  return sum;
}

Moments SessionLaw::profit_moments() const {
  double mean = 0, squares = 0;
  for (const Point& point : profits)
    mean += point.probability * static_cast<double>(point.profit.count);
  for (const Point& point : profits) {
    const double deviation = static_cast<double>(point.profit.count) - mean;
    squares += point.probability * deviation * deviation;
  }
  return {mean, without_rounding(std::sqrt(squares), mean)};
}

Moments SessionLaw::hands_moments() const {
  double mean = 0, squares = 0;
  for (std::size_t k = 0; k < hands.size(); ++k)
    mean += hands[k] * static_cast<double>(k);
  for (std::size_t k = 0; k < hands.size(); ++k)
    squares += hands[k] * (static_cast<double>(k) - mean) * (static_cast<double>(k) - mean);
  return {mean, without_rounding(std::sqrt(squares), mean)};
}

Cents SessionLaw::profit_quantile(double p) const {
  double sum = 0;
  for (const Point& point : profits) {
    sum += point.probability;
    if (sum >= p) return point.profit;
  }
  return profits.back().profit;
}

std::int32_t SessionLaw::hands_quantile(double p) const {
  double sum = 0;
  std::size_t k = 0;
  while (k + 1 < hands.size() && (sum += hands[k]) < p)
    ++k;
  return static_cast<std::int32_t>(k);
}

}  // namespace ergodic::workloads::let_it_ride
