#pragma once

#include "workloads/paths/populations/birth_death_law.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <span>

/// Populations side by side in the lanes of vector registers. What they leave is, to the last bit, what paths that go
/// one at a time leave with the same streams.
namespace ergodic::workloads::paths {

struct PopulationPlan {
  BirthDeathRates rates;  ///< with immigration, so that an event always comes
  std::int64_t start;     ///< up to 2^52, as are the events: numbers are counted in reals
  double horizon;         ///< infinite where paths end after so many events
  std::int64_t events;
  bool watches_emptying;  ///< whether `emptied` and `emptied_at` of its end are asked for
  bool wants_averages;    ///< whether `area` and `empty_time` are
};

/// How a path ends; counts are whole.
struct PopulationEnd {
  double terminal, maximum, clock, area, empty_time, ups, downs, lost;
  double emptied, emptied_at;  ///< 1 and the time, or 0 and nothing; where watched
  double is_over;              ///< 0 where the words of a stream did not suffice: nothing else holds
};

void simulate_in_lanes(const PopulationPlan& plan, const Streams& streams, std::uint64_t first,
                       std::span<PopulationEnd> paths);

}  // namespace ergodic::workloads::paths
