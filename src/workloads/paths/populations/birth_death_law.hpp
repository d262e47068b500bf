#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace ergodic::workloads::paths {

/// A population of n goes to n + 1 at the rate immigration + birth·n, and to n − 1 at the rate death·min(n, servers).
/// What would make it more than `capacity` is turned away. The M/M/c/K queue is the one with birth = 0.
struct BirthDeathRates {
  static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

  double immigration = 0;
  double birth = 0;
  double death = 0;
  std::int64_t servers = unlimited;
  std::int64_t capacity = unlimited;

  double up(std::int64_t n) const { return immigration + birth * static_cast<double>(n); }
  double down(std::int64_t n) const { return death * static_cast<double>(std::min(n, servers)); }
};

/// P(N(t) = 0, 1, …) from N(0) = start, by uniformisation; empty where that would take too much work or where a
/// population without bounds grows by itself. Source: Jensen, "Markoff chains as an aid in the study of Markoff
/// processes", 1953.
std::vector<double> law_at_time(const BirthDeathRates& rates, std::int64_t start, double time);

/// The law after so many events, what is turned away counted as one, and the expected time that they take.
struct AfterEvents {
  std::vector<double> law;
  double clock = 0;
};
AfterEvents law_after_events(const BirthDeathRates& rates, std::int64_t start, std::int64_t events);

double mean_of(const std::vector<double>& law);
double variance_of(const std::vector<double>& law);

}  // namespace ergodic::workloads::paths
