#include "workloads/paths/path/path_length.hpp"

#include <fmt/format.h>

namespace ergodic::workloads::paths {

void check_number_of_events(const Parameters& section, double expected) {
  constexpr double most = 1e8;   // as many as `events` may say
  if (expected <= most) return;  // not where it is NaN
  section.reject("horizon", fmt::format("{:g} is too far", section.real("horizon")),
                 fmt::format("{:.3g} events are expected in a path by then, and {:g} can be followed", expected, most),
                 "end paths earlier, or let less happen");
}

}  // namespace ergodic::workloads::paths
