#include "workloads/paths/populations/birth_death_law.hpp"

#include "workloads/paths/algebra/weighted_moments.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace ergodic::workloads::paths {

namespace {

constexpr double most_work = 1e8;

/// The largest number that N(t) reaches but for a probability below 1e-15: as many as a Poisson number of arrivals.
double reach(const BirthDeathRates& rates, std::int64_t start, double time) {
  const double arrivals = rates.immigration * time;
  const double most = std::floor(static_cast<double>(start) + arrivals + 10 * std::sqrt(arrivals) + 40);
  return std::min(static_cast<double>(rates.capacity), most);
}

void divide_by_sum(std::vector<double>& law) {
  const double all = std::accumulate(law.begin(), law.end(), 0.0);
  for (double& probability : law)
    probability /= all;
}

/// One jump of the chain that has an event, or none, at the rate `pace`.
void jump(const BirthDeathRates& rates, double pace, const std::vector<double>& law, std::vector<double>& next) {
  std::fill(next.begin(), next.end(), 0.0);
  for (std::size_t i = 0; i < law.size(); ++i) {
    const auto n = static_cast<std::int64_t>(i);
    const double up = i + 1 < law.size() ? rates.up(n) / pace : 0;
    const double down = rates.down(n) / pace;
    next[i] += law[i] * (1 - up - down);
    if (up > 0) next[i + 1] += law[i] * up;
    if (down > 0) next[i - 1] += law[i] * down;
  }
}

}  // namespace

std::vector<double> law_at_time(const BirthDeathRates& rates, std::int64_t start, double time) {
  if (rates.birth != 0) return {};
  const double most = reach(rates, start, time);
  const double pace = rates.immigration + rates.death * std::min(most, static_cast<double>(rates.servers));
  if (!(pace * time * most <= most_work) || !(most <= most_work)) return {};
  std::vector<double> law(static_cast<std::size_t>(most) + 1), next(law.size()), sum(law.size());
  law[static_cast<std::size_t>(start)] = 1;
  constexpr double longest = 500;  // jumps of a part: e^−500 is still a number
  const auto parts = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(pace * time / longest)));
  const double jumps = pace * time / static_cast<double>(parts);
  for (std::int64_t part = 0; part < parts; ++part) {
    std::fill(sum.begin(), sum.end(), 0.0);
    double weight = std::exp(-jumps);
    for (double k = 1; weight > 0; ++k) {
      for (std::size_t i = 0; i < law.size(); ++i)
        sum[i] += weight * law[i];
      // Nobody at all may be unlikely: that probability is asked for too, and is to be right however small it is.
      if (k > jumps && weight < 1e-17 && (sum[0] > 0 || k > most) && weight * law[0] < 1e-17 * sum[0]) break;
      jump(rates, pace, law, next);
      law.swap(next);
      weight *= jumps / k;
    }
    law.swap(sum);
    divide_by_sum(law);
  }
  return law;
}

AfterEvents law_after_events(const BirthDeathRates& rates, std::int64_t start, std::int64_t events) {
  const std::int64_t high = std::min(rates.capacity, start + events);
  if (static_cast<double>(high) * static_cast<double>(events) > most_work) return {};
  AfterEvents after;
  std::vector<double> law(static_cast<std::size_t>(high) + 1), next(law.size());
  law[static_cast<std::size_t>(start)] = 1;
  for (std::int64_t event = 0; event < events; ++event) {
    std::fill(next.begin(), next.end(), 0.0);
    for (std::size_t i = 0; i < law.size(); ++i) {
      const auto n = static_cast<std::int64_t>(i);
      const double up = rates.up(n), down = rates.down(n), all = up + down;
      if (law[i] == 0) continue;
      if (all == 0) {
        next[i] += law[i];
        continue;
      }
      after.clock += law[i] / all;
      next[std::min(i + 1, law.size() - 1)] += law[i] * up / all;
      if (i > 0) next[i - 1] += law[i] * down / all;
    }
    law.swap(next);
  }
  after.law = std::move(law);
  return after;
}

double mean_of(const std::vector<double>& law) {
  double mean = 0;
  for (std::size_t n = 0; n < law.size(); ++n)
    mean += static_cast<double>(n) * law[n];
  return mean;
}

double variance_of(const std::vector<double>& law) {
  WeightedMoments moments;
  for (std::size_t n = 0; n < law.size(); ++n)
    moments.add(static_cast<double>(n), law[n]);
  return moments.moments().variance;
}

}  // namespace ergodic::workloads::paths
