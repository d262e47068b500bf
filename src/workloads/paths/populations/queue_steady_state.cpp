#include "workloads/paths/populations/queue_steady_state.hpp"

#include "workloads/paths/populations/truncated_geometric.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::paths {

namespace {

/// The states in which a server is free, with weights over that of the most likely of these and the first in which none
/// is.
struct FreeServers {
  double sum = 0, mean = 0, variance = 0;  ///< of the number of customers, where a server is free
  double empty = 0;                        ///< weight of no customer
  double all_busy = 0;                     ///< weight of as many customers as servers
};

FreeServers free_servers(const BirthDeathRates& rates) {
  const auto servers = static_cast<double>(rates.servers);
  const double most_likely = std::min(servers, std::floor(rates.immigration / rates.death));
  double first = 0, second = 0;  // moments about the most likely
  FreeServers free;
  const auto add = [&](double n, double weight) {
    if (n == servers) return;
    free.sum += weight;
    first += weight * (n - most_likely);
    second += weight * (n - most_likely) * (n - most_likely);
  };
  double weight = 1, n = most_likely;
  for (; n < servers && weight > 0; ++n) {
    add(n, weight);
    weight *= rates.immigration / (rates.death * (n + 1));
  }
  free.all_busy = weight;
  for (weight = 1, n = most_likely; n > 0 && weight > 0;) {
    weight *= rates.death * n-- / rates.immigration;
    add(n, weight);
  }
  free.empty = weight;
  if (free.sum == 0) return free;
  const double off = first / free.sum;
  free.mean = most_likely + off;
  free.variance = second / free.sum - off * off;
  return free;
}

}  // namespace

double spare_capacity(const BirthDeathRates& rates) {
  return std::fma(static_cast<double>(rates.servers), rates.death, -rates.immigration);
}

std::optional<QueueSteadyState> queue_steady_state(const BirthDeathRates& rates) {
  const bool has_room_for_all = rates.capacity == BirthDeathRates::unlimited;
  const double spare = spare_capacity(rates);
  if (has_room_for_all && spare <= 0) return std::nullopt;
  const FreeServers free = free_servers(rates);
  const auto servers = static_cast<double>(rates.servers);
  const double places =
      has_room_for_all ? std::numeric_limits<double>::infinity() : static_cast<double>(rates.capacity - rates.servers);
  const TruncatedGeometric waiting(-std::log1p(spare / rates.immigration), places);
  // Over the largest weight of all: where more arrive than can be served, that of the full system.
  const double scale = waiting.first_over_largest();
  const double when_free = scale * free.sum, when_busy = free.all_busy * waiting.sum_over_largest();
  const double all = when_free + when_busy, p = when_free / all, q = when_busy / all;
  const double mean_busy = servers + waiting.mean(), apart = mean_busy - free.mean;
  return QueueSteadyState{
      .empty = scale * free.empty / all,
      .mean = p * free.mean + q * mean_busy,
      .variance = p * free.variance + q * waiting.variance() + p * q * apart * apart,
      .queue = q * waiting.mean(),
      .busy = p * free.mean + q * servers,
      .all_busy = q,
      .blocked = has_room_for_all ? 0 : free.all_busy * waiting.last_over_largest() / all,
  };
}

}  // namespace ergodic::workloads::paths
