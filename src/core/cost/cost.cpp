#include "core/cost/cost.hpp"

#include "core/clock.hpp"

#include <algorithm>
#include <ctime>

#include <sys/resource.h>

namespace ergodic {

WorkCosts& WorkCosts::operator+=(const WorkCosts& other) {
  for (std::size_t i = 0; i < work_count; ++i)
    of[i] += other.of[i];
  peak_bytes = std::max(peak_bytes, other.peak_bytes);
  return *this;
}

double processor_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

std::uint64_t peak_bytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<std::uint64_t>(used.ru_maxrss) * 1024;  // Linux tells KiB
}

Cost cost_so_far() { return {SteadyClock().now(), processor_seconds()}; }

}  // namespace ergodic
